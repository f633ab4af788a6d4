package io.verdigrid.cli.push;

import io.verdigrid.cli.console.Console;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.push.v1.Push;
import java.time.Duration;
import java.util.Set;

/** Waits for the end of a push, and says each of its states meanwhile, on standard error. */
public final class PushEnd {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MANY = 1000;
    private static final Set<String> OVER = Set.of("DONE", "ROLLED-BACK", "BLOCKED", "OVERTAKEN", "TAKEN-OVER");

    private PushEnd() {}

    /** Nothing more happens to it; one that is DONE and is to be undone goes on. */
    static boolean isOver(Push push) {
        return OVER.contains(push.getState()) && !push.getUndoAsked();
    }

    /** The push as it is when it is over. */
    public static Push await(DeployerClient client, Push push, Console console, TimeSource time)
            throws InterruptedException {
        Push now = push;
        String said = "";
        while (true) {
            String state = PushText.state(now);
            if (!state.equals(said)) {
                console.err()
                        .println("push " + now.getId() + ": " + state
                                + (now.getReason().isEmpty() ? "" : " (" + now.getReason() + ")"));
                said = state;
            }
            if (isOver(now)) {
                return now;
            }
            time.sleep(PAUSE);
            Push last = now;
            now = client.pushes(MANY).getPushesList().stream()
                    .filter(one -> one.getId() == last.getId())
                    .findFirst()
                    .orElse(last);
        }
    }
}
