package guest.session;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Says on standard output how often it was told what. */
public class Counter implements LauncherSessionListener, TestExecutionListener {
    static int opened;
    static int plans;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        opened++;
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            new java.io.FileOutputStream(System.getProperty("guest.closed")).close();
        } catch (java.io.IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        plans++;
    }
}
