package io.verdigrid.deployer.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a YAML file, read key by key; what is wrong is collected, and what was never asked for is unknown.
 *
 * <p>Not thread-safe.
 */
final class Section {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h)");

    private final String where;
    private final Map<String, Object> values;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();

    Section(String where, Map<String, Object> values, List<String> problems) {
        this.where = where;
        this.values = values;
        this.problems = problems;
    }

    /** The mapping of this value, or an empty one and a problem. */
    static Section of(String where, @Nullable Object value, List<String> problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> values.put(String.valueOf(key), inner));
        } else if (value != null) {
            problems.add(where + ": wanted keys with values, found '" + value + "'");
        }
        return new Section(where, values, problems);
    }

    void problem(String key, String text) {
        problems.add(name(key) + ": " + text);
    }

    private String name(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }

    boolean has(String key) {
        known.add(key);
        return values.get(key) != null;
    }

    private @Nullable Object raw(String key) {
        known.add(key);
        return values.get(key);
    }

    /** A value that this reads from text; where it cannot, the problem is its IllegalArgumentException's message. */
    <T> T value(String key, T otherwise, Function<String, T> reader) {
        Object value = raw(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Map || value instanceof List) {
            problem(key, "wanted one value, found " + value);
            return otherwise;
        }
        try {
            return reader.apply(value.toString());
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    String text(String key, String otherwise) {
        return value(key, otherwise, text -> text);
    }

    Optional<String> text(String key) {
        return Optional.of(text(key, "")).filter(text -> !text.isEmpty());
    }

    Duration time(String key, Duration otherwise) {
        return value(key, otherwise, Section::time);
    }

    int number(String key, int least, int most, int otherwise) {
        return value(key, otherwise, text -> {
            if (!text.matches("-?\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("'" + text + "' is no number from " + least + " to " + most);
            }
            return Integer.parseInt(text);
        });
    }

    boolean truth(String key) {
        return value(key, false, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("'" + text + "' is neither true nor false");
            }
            return text.equals("true");
        });
    }

    private static Duration time(String text) {
        Matcher form = TIME.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration: wanted a number and its unit, such as 500ms, 90s, 5m or 1h");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    List<String> texts(String key) {
        Object value = raw(key);
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element == null || element instanceof Map || element instanceof List) {
                    problem(key, "wanted a list of texts, found " + element + " in it");
                } else {
                    texts.add(element.toString());
                }
            }
        } else if (value != null) {
            problem(key, "wanted a list, found '" + value + "'");
        }
        return texts;
    }

    Section section(String key) {
        return of(name(key), raw(key), problems);
    }

    List<Section> sections(String key) {
        Object value = raw(key);
        List<Section> sections = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                sections.add(of(name(key) + "[" + (i + 1) + "]", list.get(i), problems));
            }
        } else if (value != null) {
            problem(key, "wanted a list, found '" + value + "'");
        }
        return sections;
    }

    /** Its keys in the order of the file, all of which are known by this. */
    List<String> keys() {
        known.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    /** Says which keys nobody asked for. */
    void end() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(
                        key,
                        "there is no such key here; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }
}
