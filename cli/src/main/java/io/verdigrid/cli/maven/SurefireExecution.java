package io.verdigrid.cli.maven;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the spy wrote of one execution of Surefire; names are those of the pom's parameters. */
final class SurefireExecution {
    private final Properties written;

    SurefireExecution(Properties written) {
        this.written = written;
    }

    static SurefireExecution read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            properties.load(in);
        }
        return new SurefireExecution(properties);
    }

    /** A text; empty where it is not set. */
    String text(String name) {
        return written.getProperty(name, "");
    }

    @Nullable
    String textOrNull(String name) {
        return written.getProperty(name);
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (int i = 0; written.containsKey(name + "." + i); i++) {
            list.add(text(name + "." + i));
        }
        return list;
    }

    Map<String, String> map(String name) {
        TreeMap<String, String> map = new TreeMap<>();
        for (String key : written.stringPropertyNames()) {
            if (key.startsWith(name + ".")) {
                map.put(key.substring(name.length() + 1), text(key));
            }
        }
        return map;
    }

    Path basedir() {
        return Path.of(text("basedir"));
    }

    Path testClasses() {
        return Path.of(text("testClassesDirectory"));
    }

    int order() {
        return Integer.parseInt(text("order"));
    }

    boolean skipped() {
        return isTrue("skip") || isTrue("skipTests") || isTrue("skipExec");
    }

    /** The artifact id, and the execution where it is not Maven's own. */
    String name() {
        String execution = text("execution");
        return text("artifactId") + (execution.equals("default-test") ? "" : ":" + execution);
    }
}
