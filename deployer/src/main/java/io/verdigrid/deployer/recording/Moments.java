package io.verdigrid.deployer.recording;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Moments as files have them: ISO-8601 with a zone, or seconds since the epoch. */
final class Moments {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}(\\.\\d+)?");

    private Moments() {}

    /**
     * Reads one.
     *
     * @throws DateTimeException where it is neither
     */
    static Instant of(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000));
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}
