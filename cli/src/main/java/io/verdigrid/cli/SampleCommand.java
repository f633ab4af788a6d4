package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.console.Reason;
import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.deployer.metric.MetricSource;
import io.verdigrid.deployer.metric.Sampler;
import io.verdigrid.deployer.metric.Sources;
import io.verdigrid.deployer.recording.Measuring;
import io.verdigrid.deployer.recording.PlanFile;
import io.verdigrid.deployer.recording.RecordingProblem;
import io.verdigrid.deployer.recording.SampleFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Records what a plan's sources say of its hosts. */
@Command(
        name = "sample",
        description =
                "Records samples of a plan's hosts from its sources (Prometheus, Nagios plugins, HTTP, commands), for"
                        + " 'verdigrid judge'. What could not be measured is said once, and measuring goes on.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid sample --plan push.yaml --out push.csv --for 20m",
            "  verdigrid sample --plan push.yaml --out push.csv --back 1h --for 10m"
        })
final class SampleCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Surroundings surroundings;

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "FILE",
            description = "YAML: hosts, step, and metrics with 'from'. docs/judge.md has the keys.")
    String plan = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "CSV to write to; what is there stays, and samples are added.")
    String out = "";

    @Option(names = "--for", paramLabel = "TIME", description = "How long. Default: 10m.")
    Duration length = Duration.ofMinutes(10);

    @Option(
            names = "--back",
            paramLabel = "TIME",
            description = "How much of the past is asked for first, of Prometheus. Default: none.")
    Duration back = Duration.ZERO;

    SampleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        within("--for", length);
        within("--back", back);
        Measuring measuring = measuring();
        Path file = surroundings.resolve(out);
        Set<String> said = new HashSet<>();
        long[] written = {0};
        try (BufferedWriter writer = opened(file)) {
            new Sampler(measuring.sources(), measuring.hosts(), measuring.step(), surroundings.time())
                    .sample(length, back, reading -> written[0] += write(writer, reading, said));
        } catch (UncheckedIOException e) {
            throw notWritten(file, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw notWritten(file, e);
        }
        surroundings
                .console()
                .out()
                .println(written[0] + " samples of " + measuring.hosts().size() + " hosts and "
                        + measuring.sources().size() + " metrics in " + file.getFileName());
        return Exit.OK;
    }

    private static Problem notWritten(Path file, IOException cause) {
        return Problem.input("--out: " + file + ": " + Reason.of(cause));
    }

    private static void within(String option, Duration time) {
        if (time.compareTo(LONGEST) > 0) {
            throw Problem.input(option + ": " + time.toDays() + " days is out of range: wanted 30 days or less");
        }
    }

    private Measuring measuring() {
        Path file = surroundings.resolve(plan);
        try {
            Path folder = file.getParent() == null ? file : file.getParent();
            Measuring measuring = PlanFile.measuring(
                    Files.readString(file, StandardCharsets.UTF_8), folder, new Sources(surroundings.time()));
            if (measuring.sources().isEmpty()) {
                throw Problem.input("--plan: " + file.getFileName() + ": no metric has 'from': nothing to measure");
            }
            return measuring;
        } catch (RecordingProblem e) {
            throw Problem.input(e.getMessage()
                    .lines()
                    .map(line -> "--plan: " + file.getFileName() + ": " + line)
                    .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw Problem.input("--plan: " + file + ": " + Reason.of(e));
        }
    }

    private static BufferedWriter opened(Path file) throws IOException {
        boolean fresh = !Files.exists(file) || Files.size(file) == 0;
        BufferedWriter writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (fresh) {
            writer.write(SampleFile.TITLES + "\n");
        }
        return writer;
    }

    private int write(BufferedWriter writer, MetricSource.Reading reading, Set<String> said) {
        List<Sample> samples = reading.samples();
        try {
            for (Sample sample : samples) {
                writer.write(SampleFile.line(sample) + "\n");
            }
            // What was measured is there, however this ends.
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String problem : reading.problems()) {
            if (said.add(problem)) {
                surroundings.console().err().println("verdigrid: " + problem);
            }
        }
        return samples.size();
    }
}
