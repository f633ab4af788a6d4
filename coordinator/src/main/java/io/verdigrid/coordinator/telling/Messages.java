package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.Store;
import java.util.ArrayList;
import java.util.List;

/** Puts announcements into words. Thread-safe; reads the disk. */
final class Messages {
    /** Tests that a message names; it says how many more there are. */
    static final int NAMED = 20;

    private final Store store;
    private final OutputEnd output;
    private final String link;

    /**
     * Writes messages.
     *
     * @param link of which a build's id makes the page of the build; empty: there are no pages
     */
    Messages(Store store, BlobStore blobs, String link) {
        this.store = store;
        this.output = new OutputEnd(blobs);
        this.link = link;
    }

    Message of(Announcement about) {
        return switch (about.kind()) {
            case RED_BUILD -> red(about);
            case TRUNK_BLOCKED -> trunk(about, "BLOCKED");
            case TRUNK_OPENED -> trunk(about, "OPEN");
            case RELEASED, ROLLED_BACK -> release(about);
            case BUILD_ENDED ->
                message(about, "build " + about.place().buildId() + " has ended", new ArrayList<>(), List.of());
        };
    }

    private String link(String buildId) {
        return link.isEmpty() || buildId.isEmpty() ? "" : link + buildId;
    }

    private Message trunk(Announcement about, String state) {
        String suite = about.place().suite();
        String title = about.place().branch() + (suite.isEmpty() ? "" : " (" + suite + ")") + " is " + state
                + (about.reason().isEmpty() ? "" : ": " + about.reason());
        List<String> lines = new ArrayList<>(List.of(title));
        if (!about.by().isEmpty()) {
            lines.add("By " + about.by());
        }
        return message(about, title, lines, List.of());
    }

    /** Whoever announced it has found the words. */
    private static Message release(Announcement about) {
        String title = about.reason().lines().findFirst().orElse("");
        return new Message(about, title, about.reason() + "\n", "", List.of());
    }

    private Message red(Announcement about) {
        String id = about.place().buildId();
        List<RedTest> red = RedTest.of(store.builds(), id);
        String branch = about.place().branch();
        String title = about.place().suite() + (branch.isEmpty() ? "" : " on " + branch) + " is RED: " + red.size()
                + (red.size() == 1 ? " test failed" : " tests failed") + " (build " + id + ")";
        List<String> lines = new ArrayList<>(List.of(title));
        store.builds()
                .build(id)
                .map(BuildRecord::spec)
                .map(spec -> spec.revision())
                .ifPresent(revision -> {
                    if (!revision.isEmpty()) {
                        lines.add("Revision " + revision);
                    }
                });
        List<RedTest.Words> words = red.stream().limit(NAMED).map(this::words).toList();
        for (RedTest.Words test : words) {
            lines.add("");
            lines.add(test.name() + (test.module().isEmpty() ? "" : " (" + test.module() + ")"));
            lines.add("    " + test.failure());
            test.output().lines().forEach(line -> lines.add("    | " + line));
        }
        if (red.size() > NAMED) {
            lines.add("");
            lines.add("and " + (red.size() - NAMED) + " more");
        }
        lines.add("");
        lines.add("verdigrid build " + id);
        return message(about, title, lines, words);
    }

    private RedTest.Words words(RedTest test) {
        return new RedTest.Words(
                test.module(), test.name(), test.verdict().name(), test.failure(), output.of(test.attempt()));
    }

    private Message message(Announcement about, String title, List<String> lines, List<RedTest.Words> tests) {
        String page = link(about.place().buildId());
        if (!page.isEmpty()) {
            lines.add(page);
        }
        return new Message(about, title, String.join("\n", lines) + "\n", page, tests);
    }
}
