package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Issue;
import io.verdigrid.coordinator.store.IssueStore.OfSuite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An issue as a tracker is to have it.
 *
 * @param mark in the text, and in nothing else of the tracker
 */
record Ticket(String mark, String title, String text, boolean open) {
    private static final int TITLE = 200;

    static Ticket of(OfSuite of, String link) {
        Issue issue = of.issue();
        Issue.Past past = issue.past();
        boolean intermittent = issue.kind() == Issue.Kind.INTERMITTENT;
        String mark = "verdigrid-issue:" + of.suite().replaceAll("[^A-Za-z0-9._-]", "_") + ":" + issue.signature();
        String title = "[" + of.suite() + "] " + (intermittent ? "Intermittent: " : "") + issue.title();
        List<String> lines = new ArrayList<>();
        lines.add((intermittent ? "Tests that fail and pass with the same code" : "Tests that fail") + " in suite "
                + of.suite() + ", with one signature:");
        lines.add("");
        lines.add("    " + issue.title());
        lines.add("");
        issue.tests().forEach(test -> lines.add("- " + test));
        lines.add("");
        lines.add("First seen in build " + build(past.first(), link));
        lines.add("Last seen in build " + build(past.last(), link) + "; in " + past.builds()
                + (past.builds() == 1 ? " build" : " builds") + " so far"
                + (past.reopened() > 0 ? "; it came back " + past.reopened() + " times" : "") + ".");
        if (!issue.open()) {
            lines.add("Closed by evidence: " + past.quiet() + " later " + (past.quiet() == 1 ? "build" : "builds")
                    + " of the same tests without it.");
        }
        lines.add("");
        lines.add(mark);
        String shortTitle = title.length() > TITLE ? title.substring(0, TITLE - 1) + "…" : title;
        return new Ticket(mark, shortTitle, String.join("\n", lines), issue.open());
    }

    private static String build(Issue.Sighting sighting, String link) {
        return sighting.buildId() + " (" + String.format(Locale.ROOT, "%s", Instant.ofEpochMilli(sighting.atMs()))
                + (link.isEmpty() ? "" : ", " + link + sighting.buildId()) + ")";
    }
}
