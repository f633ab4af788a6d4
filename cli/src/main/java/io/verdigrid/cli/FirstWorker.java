package io.verdigrid.cli;

import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for the first worker that can run a build, says so, and gives the build up when none comes. */
final class FirstWorker implements BuildListener {
    /** The worker of a grid in this process connects in less. */
    private static final Duration UNSAID = Duration.ofSeconds(3);

    private final Patience patience;
    private final TimeSource time;
    private final BuildListener tell;
    private final Runnable giveUp;
    private final AtomicBoolean gaveUp = new AtomicBoolean();
    private long since;
    private boolean came;
    private boolean said;

    /** @param giveUp ends the build; called once at most */
    FirstWorker(Patience patience, TimeSource time, BuildListener tell, Runnable giveUp) {
        this.patience = patience;
        this.time = time;
        this.tell = tell;
        this.giveUp = giveUp;
        this.since = time.nanos();
    }

    @Override
    public void submitted(Build build) {
        since = time.nanos();
    }

    @Override
    public void progress(Progress progress) {
        came |= progress.getWorkers() > 0;
        if (came || gaveUp.get()) {
            return;
        }
        long waited = time.nanos() - since;
        if (waited >= patience.firstWorker().toNanos()) {
            gaveUp.set(true);
            giveUp.run();
        } else if (!said && waited >= UNSAID.toNanos()) {
            said = true;
            tell.notice("no worker is there to run this: waiting up to "
                    + HumanTime.of(patience.firstWorker()) + " for the first"
                    + patience.said().hint());
        }
    }

    boolean gaveUp() {
        return gaveUp.get();
    }

    String problem() {
        return "no worker came within " + HumanTime.of(patience.firstWorker())
                + patience.said().hint() + "; the build was cancelled";
    }
}
