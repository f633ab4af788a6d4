package io.verdigrid.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which Verdigrid this is. */
final class Version implements IVersionProvider {
    /** As the jar's manifest says; {@code dev} outside of one. */
    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"verdigrid " + text(), "Java " + Runtime.version() + " on " + System.getProperty("os.name")
        };
    }
}
