package io.verdigrid.runner.discovery;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A discovery issue of JUnit 1.13 and newer, read by reflection because older ones have none. Immutable. */
final class DiscoveryIssueNote {
    /** JUnit's severities, the mildest first. */
    private static final String SEVERITIES = "INFO WARNING ERROR";

    final String engineId;
    final String className;
    private final String severity;
    private final String message;
    private final Throwable cause;

    private DiscoveryIssueNote(String engineId, String className, String severity, String message, Throwable cause) {
        this.engineId = engineId;
        this.className = className;
        this.severity = severity;
        this.message = message;
        this.cause = cause;
    }

    static DiscoveryIssueNote of(String engineId, Object issue) {
        try {
            Class<?> type = Class.forName("org.junit.platform.engine.DiscoveryIssue");
            Optional<?> source = (Optional<?>) type.getMethod("source").invoke(issue);
            Method cause = type.getMethod("cause");
            return new DiscoveryIssueNote(
                    engineId,
                    source.isPresent() ? className((TestSource) source.get()) : "",
                    String.valueOf(type.getMethod("severity").invoke(issue)),
                    String.valueOf(type.getMethod("message").invoke(issue)),
                    (Throwable) ((Optional<?>) cause.invoke(issue)).orElse(null));
        } catch (ReflectiveOperationException unlike) {
            return new DiscoveryIssueNote(engineId, "", "WARNING", String.valueOf(issue), null);
        }
    }

    private static String className(TestSource source) {
        if (source instanceof ClassSource) {
            return ((ClassSource) source).getClassName();
        }
        return source instanceof MethodSource ? ((MethodSource) source).getClassName() : "";
    }

    /** As bad as this severity, or worse; the severity as the configuration names it. */
    boolean isAsBadAs(String critical) {
        return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(critical);
    }

    /** It repeats what was told about a selector: newer platforms do. */
    boolean isAbout(DiscoveryNotes notes) {
        return (cause != null && notes.failedSelectors.containsValue(cause))
                || message.startsWith("UniqueIdSelector [");
    }

    /** One line. */
    String text() {
        return message.replace('\n', ' ') + (cause == null ? "" : "; " + DiscoveryNotes.cause(cause));
    }

    @Override
    public String toString() {
        return engineId + ": " + severity + ": " + text();
    }
}
