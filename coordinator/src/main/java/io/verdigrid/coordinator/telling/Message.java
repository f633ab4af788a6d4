package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Announcement;
import java.util.List;

/**
 * An announcement in words.
 *
 * @param title one line
 * @param text lines, for people
 * @param link to the build; empty: nobody said where pages are
 * @param tests those that failed, at most {@link Messages#NAMED}
 */
record Message(Announcement about, String title, String text, String link, List<RedTest.Words> tests) {
    Message {
        tests = List.copyOf(tests);
    }

    /** The same however often it is told. */
    String key() {
        return about.key() + "-" + about.atMs();
    }

    /** One word for what happened. */
    String event() {
        return event(about.kind());
    }

    static String event(Announcement.Kind kind) {
        return switch (kind) {
            case RED_BUILD -> "red";
            case TRUNK_BLOCKED -> "blocked";
            case TRUNK_OPENED -> "opened";
            case RELEASED -> "released";
            case ROLLED_BACK -> "rolled-back";
            case BUILD_ENDED -> "ended";
        };
    }
}
