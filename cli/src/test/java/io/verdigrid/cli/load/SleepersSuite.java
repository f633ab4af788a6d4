package io.verdigrid.cli.load;

import io.verdigrid.cli.load.SyntheticSuite.SyntheticClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the synthetic suite as Jupiter tests that sleep: sources, and a table of how long each sleeps. */
@Command(name = "sleepers", mixinStandardHelpOptions = true)
final class SleepersSuite implements Callable<Integer> {
    @Option(names = "--out", required = true, description = "Folder for src/ and durations.csv.")
    private Path out = Path.of("");

    @Option(names = "--tests", description = "Default: ${DEFAULT-VALUE}.")
    private int tests = 40_000;

    @Option(names = "--classes", description = "Default: ${DEFAULT-VALUE}.")
    private int classes = 3_000;

    @Option(names = "--hours", description = "Of sleep in all. Default: ${DEFAULT-VALUE}.")
    private double hours = 8;

    @Option(names = "--scale", description = "Each test sleeps its time times this. Default: ${DEFAULT-VALUE}.")
    private double scale = 1;

    @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /** Ends with 0 when all is written. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SleepersSuite()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        SyntheticSuite suite = new SyntheticSuite(tests, classes, Math.round(hours * 3_600_000), 1, seed);
        StringBuilder table = new StringBuilder("class,test,milliseconds,fixture\n");
        for (SyntheticClass each : suite.classes()) {
            write(each, table);
        }
        Files.writeString(out.resolve("durations.csv"), table);
        System.out.printf(
                Locale.ROOT,
                "%,d tests in %,d classes sleep %.2f h in all; the longest class %.0f s%n",
                suite.tests(),
                suite.classes().size(),
                suite.totalUs() * scale / 3.6e9,
                suite.longestClassUs() * scale / 1e6);
        return 0;
    }

    private void write(SyntheticClass each, StringBuilder table) throws IOException {
        int dot = each.name().lastIndexOf('.');
        StringBuilder source = new StringBuilder("package " + each.name().substring(0, dot) + ";\n")
                .append("class " + each.name().substring(dot + 1) + " {\n");
        for (int test = 0; test < each.testsUs().size(); test++) {
            long us = Math.round(each.testsUs().get(test) * scale);
            String name = SyntheticClass.test(test);
            source.append("  @org.junit.jupiter.api.Test void " + name + "() throws Exception { Thread.sleep("
                    + us / 1000 + "L, " + us % 1000 * 1000 + "); }\n");
            table.append(String.format(Locale.ROOT, "%s,%s,%.3f,0%n", each.name(), name, us / 1000.0));
        }
        Path file = out.resolve("src").resolve(each.name().replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.append("}\n"));
    }
}
