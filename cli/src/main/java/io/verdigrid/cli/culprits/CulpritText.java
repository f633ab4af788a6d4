package io.verdigrid.cli.culprits;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.trunk.GitRepository.Commit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings for people and programs. */
public final class CulpritText {
    private static final int SHORT = 10;

    private CulpritText() {}

    /** Enough of a revision to know it by. */
    public static String shortened(String revision) {
        return revision.substring(0, Math.min(SHORT, revision.length()));
    }

    /** Its revision and its message's first line. */
    public static String title(Commit commit) {
        return shortened(commit.revision()) + " (" + commit.subject() + ")";
    }

    /** Culprits first, each with its tests. */
    public static List<String> lines(List<Finding> findings) {
        Map<List<Commit>, List<String>> guilty = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (Finding finding : findings) {
            String title = finding.test().title();
            if (finding instanceof Finding.Guilty found) {
                String when = found.sometimes()
                        ? String.format(Locale.ROOT, " (fails sometimes; %.0f %% sure)", Math.floor(found.sure() * 100))
                        : "";
                guilty.computeIfAbsent(found.commits(), commits -> new ArrayList<>())
                        .add("  " + title + when);
            } else if (finding instanceof Finding.NotReproduced green) {
                others.add("NOT REPRODUCED  " + title + ": its class by itself was green in all " + green.runs()
                        + " runs on the bad revision; it may be intermittent (verdigrid test), or depend on what ran"
                        + " before it (verdigrid replay)");
            } else if (finding instanceof Finding.RedBefore before) {
                others.add("RED BEFORE  " + title + ": now red on the good revision, too (" + before.reds() + " of "
                        + before.runs() + " runs): it is intermittent, or something outside the repository changed");
            }
        }
        List<String> lines = new ArrayList<>();
        guilty.forEach((commits, tests) -> {
            if (commits.size() == 1) {
                lines.add("CULPRIT  " + title(commits.get(0)));
            } else {
                lines.add("CULPRIT  one of these; those before the last do not build");
                commits.forEach(commit -> lines.add("         " + title(commit)));
            }
            lines.addAll(tests);
        });
        lines.addAll(others);
        return lines;
    }

    /** An array, an object for each test. */
    public static void json(JsonWriter out, List<Finding> findings) {
        out.array();
        for (Finding finding : findings) {
            RedTest test = finding.test();
            out.object()
                    .field("module", test.module())
                    .field("class", test.className())
                    .field("uniqueId", test.uniqueId())
                    .field("title", test.title());
            if (finding instanceof Finding.Guilty found) {
                out.field("found", found.commits().size() == 1 ? "culprit" : "one-of");
                out.name("commits").array();
                found.commits()
                        .forEach(commit -> out.object()
                                .field("revision", commit.revision())
                                .field("subject", commit.subject())
                                .end());
                out.end().field("sometimes", found.sometimes()).field("sure", found.sure());
            } else if (finding instanceof Finding.NotReproduced green) {
                out.field("found", "not-reproduced").field("runs", green.runs());
            } else if (finding instanceof Finding.RedBefore before) {
                out.field("found", "red-before").field("reds", before.reds()).field("runs", before.runs());
            }
            out.end();
        }
        out.end();
    }
}
