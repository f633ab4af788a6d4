package io.verdigrid.coordinator.telling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a YAML file. What is wrong with it is noted by its key, and the reading goes on. For one thread. */
final class Section {
    private final Ground ground;
    private final String prefix;
    private final Map<?, ?> values;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Ground ground, String prefix, Map<?, ?> values) {
        this.ground = ground;
        this.prefix = prefix;
        this.values = values;
    }

    /**
     * What all parts of a file share.
     *
     * @param folder against which the paths of files are meant
     */
    record Ground(Path folder, Map<String, String> environment, List<String> problems) {}

    void problem(String key, String text) {
        ground.problems().add(prefix + key + ": " + text);
    }

    private @Nullable Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    boolean has(String key) {
        return value(key) != null;
    }

    String text(String key, String usual) {
        Object value = value(key);
        if (value == null) {
            return usual;
        }
        if (value instanceof Map || value instanceof List) {
            problem(key, "is no text");
            return usual;
        }
        return value.toString();
    }

    String needed(String key) {
        String text = text(key, "");
        if (text.isBlank()) {
            problem(key, "is missing");
        }
        return text;
    }

    int number(String key, int least, int most, int usual) {
        Object value = value(key);
        if (value == null) {
            return usual;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        problem(key, "'" + value + "', wanted a number from " + least + " to " + most);
        return usual;
    }

    boolean truth(String key, boolean usual) {
        Object value = value(key);
        if (value == null || value instanceof Boolean) {
            return value == null ? usual : (Boolean) value;
        }
        problem(key, "'" + value + "', wanted true or false");
        return usual;
    }

    /** A list of texts, or one text. */
    List<String> texts(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Map) {
            problem(key, "is no list");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        (value instanceof List<?> list ? list : List.of(value)).forEach(each -> texts.add(String.valueOf(each)));
        return texts;
    }

    /** Texts out of a few; without the key, all of those. */
    Set<String> some(String key, Set<String> allowed) {
        List<String> texts = texts(key);
        texts.stream()
                .filter(text -> !allowed.contains(text))
                .forEach(text -> problem(
                        key,
                        "'" + text + "', allowed are "
                                + String.join(", ", allowed.stream().sorted().toList())));
        return texts.isEmpty() ? allowed : Set.copyOf(texts);
    }

    /** What may stand in the file, in a file that {@code key-file} names, or in the variable that {@code key-env} names. */
    String secret(String key) {
        String file = text(key + "-file", "");
        String variable = text(key + "-env", "");
        String here = text(key, "");
        long given = List.of(file, variable, here).stream()
                .filter(text -> !text.isEmpty())
                .count();
        if (given > 1) {
            problem(key, "give one of " + key + ", " + key + "-file and " + key + "-env");
        }
        if (!variable.isEmpty()) {
            String value = ground.environment().getOrDefault(variable, "");
            if (value.isEmpty()) {
                problem(key + "-env", "the environment has no " + variable);
            }
            return value;
        }
        return file.isEmpty() ? here : content(key + "-file", file);
    }

    private String content(String key, String file) {
        Path path = ground.folder().resolve(file);
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            problem(key, (Files.exists(path) ? "cannot read " : "no such file: ") + path);
            return "";
        }
    }

    Optional<Path> file(String key) {
        String text = text(key, "");
        Path path = ground.folder().resolve(text);
        if (!text.isEmpty() && !Files.isReadable(path)) {
            problem(key, (Files.exists(path) ? "cannot read " : "no such file: ") + path);
            return Optional.empty();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    Optional<Section> section(String key) {
        Object value = value(key);
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new Section(ground, prefix + key + ".", map));
        }
        if (value != null) {
            problem(key, "has no keys below it");
        }
        return Optional.empty();
    }

    List<Section> sections(String key) {
        Object value = value(key);
        List<Section> sections = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object each : list) {
                String name = prefix + key + "[" + sections.size() + "].";
                if (each instanceof Map<?, ?> map) {
                    sections.add(new Section(ground, name, map));
                } else {
                    problem(key, "'" + each + "' has no keys below it");
                }
            }
        } else if (value != null) {
            problem(key, "is no list");
        }
        return sections;
    }

    /** To be called once all keys have been asked for. */
    void end() {
        for (Object key : values.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                problem(String.valueOf(key), "is no key here; known are " + String.join(", ", known));
            }
        }
    }
}
