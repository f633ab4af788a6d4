package io.verdigrid.worker.slot;

import org.jspecify.annotations.Nullable;

/** The wish that some work ends early. Thread-safe; the first wish counts. */
final class StopSign {
    private volatile @Nullable Wish wish;

    /**
     * Why it is to end.
     *
     * @param silent nobody wants to hear of it
     */
    record Wish(String reason, boolean silent) {}

    synchronized void raise(String reason, boolean silent) {
        if (wish == null) {
            wish = new Wish(reason, silent);
        }
    }

    boolean isUp() {
        return wish != null;
    }

    @Nullable
    Wish wish() {
        return wish;
    }
}
