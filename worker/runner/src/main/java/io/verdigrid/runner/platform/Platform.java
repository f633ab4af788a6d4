package io.verdigrid.runner.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The user's launcher: one for the life of the JVM, in one launcher session where the platform knows sessions (1.8 on).
 * Not thread-safe: the thread that runs the tests asks.
 */
public final class Platform {
    private Launcher launcher;
    private AutoCloseable session;

    /** Opens the session at the first call. Whatever a user's session listener throws goes through. */
    public Launcher launcher() {
        if (launcher == null) {
            launcher = open();
        }
        return launcher;
    }

    private Launcher open() {
        Method openSession;
        try {
            openSession = LauncherFactory.class.getMethod("openSession");
        } catch (NoSuchMethodException before18) {
            return LauncherFactory.create();
        }
        try {
            Object opened = openSession.invoke(null);
            session = (AutoCloseable) opened;
            return (Launcher)
                    openSession.getReturnType().getMethod("getLauncher").invoke(opened);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(
                    "the launcher session cannot be opened: " + failed.getCause(), failed.getCause());
        } catch (ReflectiveOperationException unlike) {
            throw new IllegalStateException("a launcher that does not look like one", unlike);
        }
    }

    /** Ends the session, if one was opened; what its listeners throw is lost, for nothing can be reported any more. */
    public void close() {
        AutoCloseable open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception | Error ignored) {
                // Nobody is left to tell.
            }
        }
    }

    /** Version of the launcher; empty: unknown, or there is no launcher on the classpath. */
    public static String version() {
        try {
            String version = Launcher.class.getPackage().getImplementationVersion();
            return version == null ? "" : version;
        } catch (LinkageError missing) {
            return "";
        }
    }

    /** Loads what the first order will need, while there is no order yet. */
    public static void warmUp() {
        try {
            Class.forName("org.junit.platform.launcher.core.LauncherFactory");
            Class.forName("org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder");
            Class.forName("org.junit.platform.launcher.core.DefaultLauncher");
            Class.forName("org.junit.platform.engine.discovery.DiscoverySelectors");
            Class.forName("org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutor");
            Class.forName("org.junit.platform.launcher.TestPlan");
        } catch (ClassNotFoundException | LinkageError ignored) {
            // What is missing shows when it is needed.
        }
    }

    /** Ids of the engines on the classpath; one that cannot be loaded is named with its cause. */
    public static List<String> engineIds() {
        List<String> ids = new ArrayList<>();
        try {
            for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
                ids.add(engine.getId());
            }
        } catch (RuntimeException | Error broken) {
            ids.add("(" + broken + ")");
        }
        return ids;
    }
}
