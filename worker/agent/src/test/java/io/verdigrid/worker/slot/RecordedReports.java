package io.verdigrid.worker.slot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Remembers what slots report. */
final class RecordedReports implements Reports {
    private static final long PATIENCE_S = 60;

    /** Live output, in its order. */
    final BlockingQueue<String> live = new LinkedBlockingQueue<>();

    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();

    private record Said(long lease, Fact fact) {}

    /** All that was reported of a lease, its end being the last. */
    record Told(List<Fact.Attempt> attempts, List<Fact.PlanPiece> pieces, Fact.Closed closed) {
        Fact.Attempt attempt(String id) {
            return attempts.stream()
                    .filter(attempt -> attempt.test().uniqueId.equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        Fact.Failure failure(String id) {
            return Objects.requireNonNull(attempt(id).failure());
        }

        String out(String id) {
            return new String(attempt(id).stdout().bytes(), UTF_8);
        }
    }

    @Override
    public void report(Lease lease, Fact fact) {
        said.add(new Said(lease.key().leaseId(), fact));
    }

    @Override
    public void output(Lease lease, String uniqueId, boolean err, byte[] data) {
        live.add(new String(data, UTF_8));
    }

    @Override
    public void flush() {}

    boolean isEmpty() {
        return said.isEmpty();
    }

    /** Waits for the lease's end; what is said of others meanwhile is kept. */
    Told untilClosed(long lease) throws InterruptedException, TimeoutException {
        List<Said> others = new ArrayList<>();
        List<Fact.Attempt> attempts = new ArrayList<>();
        List<Fact.PlanPiece> pieces = new ArrayList<>();
        try {
            while (true) {
                Said next = said.poll(PATIENCE_S, TimeUnit.SECONDS);
                if (next == null) {
                    throw new TimeoutException("lease " + lease + " was not closed");
                } else if (next.lease() != lease) {
                    others.add(next);
                } else if (next.fact() instanceof Fact.Attempt attempt) {
                    attempts.add(attempt);
                } else if (next.fact() instanceof Fact.PlanPiece piece) {
                    pieces.add(piece);
                } else if (next.fact() instanceof Fact.Closed closed) {
                    return new Told(attempts, pieces, closed);
                }
            }
        } finally {
            said.addAll(others);
        }
    }
}
