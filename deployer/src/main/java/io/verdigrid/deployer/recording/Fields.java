package io.verdigrid.deployer.recording;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping of a plan. What is wrong is collected, not thrown, and the default is taken instead.
 *
 * <p>Not thread-safe.
 */
final class Fields {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)");
    private static final Pattern SHARE = Pattern.compile("([0-9.eE+-]+)\\s*%");

    private final String path;
    private final Map<?, ?> values;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();

    private Fields(String path, Map<?, ?> values, List<String> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    static Fields of(String path, @Nullable Object value, List<String> problems) {
        if (value != null && !(value instanceof Map)) {
            problems.add(path + ": '" + value + "' must be keys with values");
        }
        return new Fields(path, value instanceof Map<?, ?> map ? map : Map.of(), problems);
    }

    Fields under(String key) {
        return of(name(key), value(key), problems);
    }

    List<String> keys() {
        return values.keySet().stream().map(String::valueOf).toList();
    }

    boolean has(String key) {
        return value(key) != null;
    }

    String text(String key, String otherwise) {
        Object value = value(key);
        return value == null ? otherwise : String.valueOf(value);
    }

    Duration time(String key, Duration otherwise) {
        return read(key, otherwise, "a time such as 10s, 5m or 2h", text -> {
            Matcher time = TIME.matcher(text);
            if (!time.matches()) {
                throw new IllegalArgumentException();
            }
            long number = Long.parseLong(time.group(1));
            return switch (time.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofMinutes(number);
            };
        });
    }

    @Nullable
    Instant moment(String key) {
        if (!has(key)) {
            problems.add(name(key) + ": is missing; a moment such as 2026-11-24T16:00:00Z");
            return null;
        }
        return this.<Instant>read(key, Instant.EPOCH, "a moment such as 2026-11-24T16:00:00Z", Moments::of);
    }

    double number(String key, double otherwise) {
        return read(key, otherwise, "a number", Double::valueOf);
    }

    /** A number, or a percentage as its share. */
    double share(String key, double otherwise) {
        return read(key, otherwise, "a percentage such as 0.2 %", text -> {
            Matcher share = SHARE.matcher(text);
            return share.matches() ? Double.parseDouble(share.group(1)) / 100 : Double.parseDouble(text);
        });
    }

    <T> T any(String key, T otherwise, String allowed, Function<String, T> reading) {
        return read(key, otherwise, allowed, reading);
    }

    <E extends Enum<E>> E oneOf(String key, E otherwise, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        return read(
                key,
                otherwise,
                "one of " + String.join(", ", names),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    List<String> names(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            problems.add(name(key) + ": '" + value + "' must be a list such as [web1, web2]");
            return List.of();
        }
        return list.stream().map(String::valueOf).toList();
    }

    /** To be called when all keys were asked for. */
    void noOthers() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                problems.add(name(key) + ": no such key; there are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private <T> T read(String key, T otherwise, String allowed, Function<String, T> reading) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return reading.apply(String.valueOf(value).strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add(name(key) + ": '" + value + "' must be " + allowed);
            return otherwise;
        }
    }

    private @Nullable Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
