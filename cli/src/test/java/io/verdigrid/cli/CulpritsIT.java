package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeInterrupts;
import io.verdigrid.cli.fakes.GitFolder;
import io.verdigrid.protocol.TimeSource;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real repository of seventeen commits, whose suite javac builds, and real test JVMs. */
@Timeout(300)
class CulpritsIT {
    private static final String SHOP = """
            package shop;
            public class Shop {
                public static int total() { return %d; }
                //
                //
                //
                public static String owner() { return "%s"; }
            }
            """;
    private static final String TEST = """
            package shop;
            import org.junit.jupiter.api.Assertions;
            import org.junit.jupiter.api.Test;
            class %1$sTest {
                @Test void %2$s() { Assertions.assertEquals(%3$s, Shop.%2$s()); }
                @Test void isThere() {}
            }
            """;

    @TempDir
    Path folder;

    private final String[] commits = new String[17];
    private FakeConsole console = FakeConsole.plain();
    private GitFolder git;
    private String junit;

    @BeforeEach
    void commit() throws Exception {
        junit = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/(junit-jupiter|junit-platform|opentest4j|apiguardian)[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        git = GitFolder.init(folder.resolve("shop"));
        Files.writeString(git.folder().resolve(".gitignore"), "out/\n");
        Files.createDirectories(git.folder().resolve("src"));
        Files.writeString(git.folder().resolve("src/CartTest.java"), TEST.formatted("Cart", "total", "3"));
        Files.writeString(git.folder().resolve("src/OwnerTest.java"), TEST.formatted("Owner", "owner", "\"ada\""));
        for (int i = 0; i <= 16; i++) {
            int total = i < 5 ? 3 : 4;
            String owner = i < 12 ? "ada" : "bob";
            Files.writeString(git.folder().resolve("src/Shop.java"), SHOP.formatted(total, owner));
            boolean compiles = i != 8 && i != 9;
            boolean breaks = i == 5 || i == 12;
            String other = breaks ? "// " + (i - 1) : compiles ? "// " + i : "this does not compile " + i;
            commits[i] = git.commit("src/Other.java", other, "change number " + i);
        }
    }

    @Test
    void namesTheCulpritOfEachRedTestAndRevertsThem() throws Exception {
        git.ok("checkout", "-q", commits[0]);
        assertThat(run("run")).as(console.err()).isEqualTo(Exit.OK);
        git.ok("checkout", "-q", "main");
        assertThat(run("run")).as(console.err()).isEqualTo(Exit.RED);
        Matcher build = Pattern.compile("(?m)^Build: +(\\S+)$").matcher(console.out());
        assertThat(build.find()).as(console.out()).isTrue();

        assertThat(run("culprits", build.group(1), "--at-once", "3", "--revert", "make"))
                .as(console.err())
                .isEqualTo(Exit.OK);

        assertThat(console.out())
                .isEqualToIgnoringNewLines(String.join(
                        "\n",
                        "CULPRIT  " + commits[5].substring(0, 10) + " (change number 5)",
                        "  shop.CartTest#total()",
                        "CULPRIT  " + commits[12].substring(0, 10) + " (change number 12)",
                        "  shop.OwnerTest#owner()",
                        ""));
        assertThat(git.ok("log", "-2", "--format=%s"))
                .isEqualTo("Revert \"change number 5\"\nRevert \"change number 12\"");
        assertThat(git.ok("worktree", "list").lines())
                .as("its worktrees are gone")
                .hasSize(1);
        assertThat(run("run")).as(console.err()).isEqualTo(Exit.OK);
        assertThat(run("tests", "--suite", "shop")).isEqualTo(Exit.OK);
        assertThat(console.out())
                .as("what old commits did is not the suite's history")
                .contains("   4  50.0 %");
    }

    private int run(String command, String... more) throws Exception {
        console = FakeConsole.plain();
        TimeSource time = TimeSource.system();
        Map<String, String> environment =
                Map.of("VERDIGRID_HOME", folder.resolve("home").toString(), "HOME", folder.toString());
        String build =
                Path.of(System.getProperty("java.home"), "bin", "javac") + " -d out -cp '" + junit + "' src/*.java";
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        if (command.equals("run")) {
            Process javac = new ProcessBuilder("sh", "-c", "rm -rf out; " + build)
                    .directory(git.folder().toFile())
                    .inheritIO()
                    .start();
            assertThat(javac.waitFor()).isZero();
            all.addAll(List.of("--classpath", junit, "--scan-classpath", "out", "--slots", "2"));
        } else if (command.equals("culprits")) {
            all.addAll(List.of("--classpath", "out" + File.pathSeparator + junit, "--command", build, "--slots", "2"));
        }
        ProductParts parts = new ProductParts(time, "1");
        Surroundings surroundings = new Surroundings(
                console.console(),
                environment,
                git.folder(),
                time,
                new ProductGrids(parts, environment, time),
                new FakeInterrupts());
        return new Commands(surroundings, parts).execute(all.toArray(String[]::new));
    }
}
