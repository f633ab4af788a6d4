package io.verdigrid.cli.run;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;

/**
 * Makes calls again while the coordinator is away, for a bounded time without an answer.
 *
 * <p>Thread-safe. What the coordinator refuses, and an outage longer than the reconnect timeout, is a Problem.
 */
public final class Reconnection {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Grid grid;
    private final TimeSource time;
    private final Duration timeout;

    /** Goes on for {@code timeout} without an answer. */
    public Reconnection(Grid grid, TimeSource time, Duration timeout) {
        this.grid = grid;
        this.time = time;
        this.timeout = timeout;
    }

    /** A call to the coordinator that may be made twice; a lost connection is a StatusRuntimeException. */
    @FunctionalInterface
    public interface Call<T, X extends Exception> {
        /** Makes it. */
        T make() throws X;
    }

    /** What the call answers, however often it has to be made. */
    public <T, X extends Exception> T untilAnswered(BuildListener listener, Call<T, X> call) throws X {
        Outage outage = outage(listener);
        while (true) {
            try {
                T answer = call.make();
                outage.over();
                return answer;
            } catch (StatusRuntimeException e) {
                outage.waitABit(reason(e));
            }
        }
    }

    /** Why that failed, where another try may do better; else throws a Problem. */
    String reason(StatusRuntimeException e) {
        Problem problem = Answers.problem(grid.name(), e);
        if (!Answers.mayPass(e)) {
            throw problem;
        }
        return problem.getMessage();
    }

    /** None yet. */
    Outage outage(BuildListener listener) {
        return new Outage(listener);
    }

    /** The time since the coordinator's last answer; not thread-safe. */
    final class Outage {
        private final BuildListener listener;
        private boolean lost;
        private long since;
        private Duration pause = FIRST_PAUSE;

        private Outage(BuildListener listener) {
            this.listener = listener;
        }

        /** The coordinator has answered. */
        void over() {
            if (lost) {
                lost = false;
                pause = FIRST_PAUSE;
                listener.back();
            }
        }

        /** Waits for the next try; throws a Problem where the outage is too long. */
        void waitABit(String why) {
            if (!lost) {
                lost = true;
                since = time.nanos();
                listener.lost(why);
            }
            if (time.nanos() - since > timeout.toNanos()) {
                throw Problem.grid(why + "; gave up after " + HumanTime.of(timeout)
                        + " (--reconnect-timeout). A build that was submitted goes on if the coordinator comes back");
            }
            try {
                time.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Problem.grid("interrupted while waiting for the coordinator (" + grid.name() + ")");
            }
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            grid.connectNow();
        }
    }
}
