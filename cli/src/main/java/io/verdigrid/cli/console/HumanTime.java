package io.verdigrid.cli.console;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them: {@code 250ms}, {@code 90s}, {@code 5m}, {@code 2h}. */
public final class HumanTime {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h)");

    private HumanTime() {}

    /** The duration of this text; throws IllegalArgumentException that says what is allowed. */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration: wanted a number and its unit, such as 500ms, 90s, 5m or 1h");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** Three figures or minutes and seconds: {@code 12 ms}, {@code 1.25 s}, {@code 14.0 s}, {@code 2:05}, {@code 1:02:05}. */
    public static String ofMillis(long ms) {
        return text((double) ms);
    }

    private static String text(double ms) {
        if (ms < 10 && ms != Math.rint(ms)) {
            return String.format(Locale.ROOT, "%.2f ms", Math.max(0.01, ms));
        }
        if (ms < 999.5) {
            return Math.round(ms) + " ms";
        }
        if (ms < 9_995) {
            return String.format(Locale.ROOT, "%.2f s", ms / 1000);
        }
        if (ms < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1000);
        }
        return clock(Math.round(ms / 1000));
    }

    /** As {@link #ofMillis}, of a duration. */
    public static String of(Duration duration) {
        return ofMillis(duration.toMillis());
    }

    /** As {@link #ofMillis}, of microseconds. */
    public static String ofMicros(long micros) {
        return text(micros / 1000.0);
    }

    /** Minutes and seconds always: {@code 0:07}, {@code 12:30}, {@code 1:00:00}. */
    public static String clock(long seconds) {
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60);
    }
}
