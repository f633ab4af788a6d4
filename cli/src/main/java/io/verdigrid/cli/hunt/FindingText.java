package io.verdigrid.cli.hunt;

import io.verdigrid.cli.run.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says for people what was found out about a test. No instances. */
final class FindingText {
    private FindingText() {}

    /** What it depends on, in one line. */
    static String depends(Finding finding, TestNames names) {
        String needs = String.join(", ", names.of(finding.needs()));
        return switch (finding.kind()) {
            case VICTIM ->
                "red behind " + needs
                        + (finding.cleaners().isEmpty()
                                ? ""
                                : "; cleaned by " + String.join(", ", names.of(finding.cleaners())));
            case BRITTLE -> "red unless " + needs + " ran before";
            case SURROUNDINGS ->
                "depends on " + finding.surrounding().what() + ": red with "
                        + finding.surrounding().name()
                        + (finding.needs().isEmpty()
                                ? ""
                                : " behind " + Words.count(finding.needs().size(), "test"));
            case SECOND_RUN -> "red in its second run in one JVM";
            case RANDOM -> "red in " + rate(finding) + " of the same order" + in(finding);
            case NOT_SEEN_AGAIN ->
                "red once, and in none of " + finding.rate().runs() + " runs of the same order" + in(finding);
        };
    }

    private static String in(Finding finding) {
        return finding.surrounding().isUsual()
                ? ""
                : " with " + finding.surrounding().name();
    }

    private static String rate(Finding finding) {
        int reds = finding.rate().reds();
        int runs = finding.rate().runs();
        return reds + " of " + runs + " runs (" + String.format(Locale.ROOT, "%.0f", 100.0 * reds / runs) + " %)";
    }

    /** Lines: the test, what it depends on, and the command that shows it. */
    static List<String> lines(Found found, TestNames names, String grid) {
        Finding finding = found.finding();
        List<String> lines = new ArrayList<>();
        lines.add(word(finding.kind()) + "  " + finding.test().name());
        lines.add("    " + depends(finding, names));
        lines.add(
                "    verdigrid replay " + found.build() + " '" + finding.test().name() + "'" + grid);
        return lines;
    }

    /** {@code SECOND RUN}. */
    static String word(Finding.Kind kind) {
        return kind.name().replace('_', ' ');
    }
}
