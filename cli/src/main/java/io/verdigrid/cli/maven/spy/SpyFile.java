package io.verdigrid.cli.maven.spy;

import java.util.Map;
import java.util.Properties;

/** What is written of one execution: texts, lists as {@code name.0}, {@code name.1}, maps as {@code name.key}. */
final class SpyFile {
    private final Properties properties = new Properties();
    private final Map<String, Integer> counts = new java.util.HashMap<>();

    void put(String name, String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    void add(String name, String value) {
        int position = counts.merge(name, 1, Integer::sum) - 1;
        put(name + "." + position, value);
    }

    /** Later calls for the same name lay over earlier ones. */
    void map(String name, Map<?, ?> values) {
        values.forEach((key, value) -> {
            if (!String.valueOf(key).startsWith("verdigrid.spy.") && !"maven.ext.class.path".equals(key)) {
                // Surefire takes a property without a value as empty.
                put(name + "." + key, value == null ? "" : String.valueOf(value));
            }
        });
    }

    Properties properties() {
        return properties;
    }
}
