package io.verdigrid.cli.fakes;

import io.verdigrid.cli.console.Interrupts;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Ctrl-c that a test presses. */
public final class FakeInterrupts implements Interrupts {
    private final BlockingQueue<Runnable> actions = new LinkedBlockingQueue<>();

    @Override
    public Registration onInterrupt(Runnable action) {
        actions.add(action);
        return () -> actions.remove(action);
    }

    /** Waits until somebody listens, then interrupts in this thread. */
    public void press() throws InterruptedException {
        Runnable action = actions.poll(20, TimeUnit.SECONDS);
        if (action == null) {
            throw new AssertionError("nobody listens for ctrl-c");
        }
        action.run();
    }
}
