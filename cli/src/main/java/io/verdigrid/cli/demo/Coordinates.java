package io.verdigrid.cli.demo;

import java.util.List;

/** A jar's Maven coordinates; {@code classifier} may be empty. */
record Coordinates(String group, String artifact, String version, String classifier) {
    static Coordinates parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() < 3 || parts.size() > 4) {
            throw new IllegalArgumentException("not group:artifact:version[:classifier]: '" + text + "'");
        }
        return new Coordinates(parts.get(0), parts.get(1), parts.get(2), parts.size() == 4 ? parts.get(3) : "");
    }

    /** As maven-dependency-plugin writes it. */
    String fileName() {
        return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }
}
