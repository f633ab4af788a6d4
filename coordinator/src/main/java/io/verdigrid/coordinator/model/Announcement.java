package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * Something that people want to hear of, and that stays in the outbox until all have been told.
 *
 * @param number rises; it is given out once
 * @param atMs milliseconds since 1970
 * @param reason a sentence; of a red build, empty; of a release, a title and lines below it
 * @param by who did it; empty: nobody in particular
 * @param told whom it concerns, and who has been told already
 */
public record Announcement(long number, Kind kind, long atMs, Place place, String reason, String by, Told told) {

    /** What it is about. */
    public record Place(String suite, String branch, String buildId) {}

    /** Whom it concerns and who has heard of it. */
    public record Told(List<String> authors, List<String> sinks) {
        /** Copies its lists. */
        public Told {
            authors = List.copyOf(authors);
            sinks = List.copyOf(sinks);
        }
    }

    /** What happened. */
    public enum Kind {
        RED_BUILD,
        TRUNK_BLOCKED,
        TRUNK_OPENED,
        /** A release reached all hosts of a fleet; the reason is the whole text. */
        RELEASED,
        /** A release was taken back; the reason is the whole text. */
        ROLLED_BACK,
        /** For issues only: nobody reads of it. */
        BUILD_ENDED
    }

    /** The same for whoever tells it: what it is known by wherever it is told. */
    public String key() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + number;
    }
}
