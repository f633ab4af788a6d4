package io.verdigrid.cli.report;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.run.AttemptJson;
import io.verdigrid.cli.run.BuildJson;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** A build for programs: its counts, its times, and each test that did not simply pass; docs/cli.md has the fields. */
public final class SummaryJson {
    private static final int VERSION = 1;

    private SummaryJson() {}

    /** Writes the file; one that exists is replaced. */
    static void write(Path file, Build build, List<TestVerdict> verdicts) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            write(out, build, verdicts);
            out.write('\n');
        }
    }

    /** Writes one object. */
    public static void write(Appendable out, Build build, List<TestVerdict> verdicts) {
        JsonWriter json = JsonWriter.indented(out);
        json.object().field("version", VERSION);
        BuildJson.fields(json, build);
        tests(json, "failed", verdicts, test -> Words.isBad(build, test) && !Words.isRedInQuarantine(test));
        tests(json, "quarantined", verdicts, TestVerdict::hasQuarantine);
        tests(json, "intermittent", verdicts, test -> test.getVerdict() == Verdict.VERDICT_INTERMITTENT);
        json.end();
    }

    private static void tests(JsonWriter json, String name, List<TestVerdict> verdicts, Predicate<TestVerdict> which) {
        json.name(name).array();
        verdicts.stream().filter(which).forEach(test -> test(json, test));
        json.end();
    }

    private static void test(JsonWriter json, TestVerdict test) {
        json.object()
                .field("module", test.getModule())
                .field("class", test.getTest().getClassName())
                .field("name", test.getTest().getName())
                .field("displayName", test.getTest().getDisplayName())
                .field("uniqueId", test.getTest().getUniqueId())
                .field("verdict", Words.of(test.getVerdict()));
        if (test.hasQuarantine()) {
            json.name("quarantine")
                    .object()
                    .field("reason", test.getQuarantine().getReason())
                    .field("owner", test.getQuarantine().getOwner())
                    .field("sinceMs", test.getQuarantine().getSinceMs())
                    .field("untilMs", test.getQuarantine().getUntilMs())
                    .end();
        }
        json.name("attempts").array();
        for (Attempt attempt : test.getAttemptsList()) {
            json.object();
            AttemptJson.fields(json, attempt);
            json.end();
        }
        json.end().end();
    }
}
