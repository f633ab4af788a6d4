package io.verdigrid.dashboard.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Libraries of the pages as they come in jars; the version stands in the build, and in the jar. */
final class WebJars {
    private WebJars() {}

    /** Where a library's file is on the class path; empty: there is no such library. */
    static Optional<String> file(String library, String name) {
        try (InputStream in =
                WebJars.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return Optional.of("/META-INF/resources/webjars/" + library + "/" + properties.getProperty("version")
                    + "/dist/" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
