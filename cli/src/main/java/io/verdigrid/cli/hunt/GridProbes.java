package io.verdigrid.cli.hunt;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Answers probes by builds, as many at a time as there are slots. A build's request id is made of the hunt and the question: a
 * hunt that begins again finds the answers that it had. Thread-safe.
 */
final class GridProbes implements Probes {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BuildClient client;
    private final HuntBuilds builds;
    private final String hunt;
    private final Semaphore slots;
    private final ExecutorService threads;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;
    private final Map<Shown, String> shownBy = new ConcurrentHashMap<>();

    private record Shown(Surrounding surrounding, List<String> order) {}

    GridProbes(BuildClient client, HuntBuilds builds, String hunt, Semaphore slots, ExecutorService threads) {
        this.client = client;
        this.builds = builds;
        this.hunt = hunt;
        this.slots = slots;
        this.threads = threads;
    }

    @Override
    public List<Probe.Answer> ask(List<Probe> probes) throws InterruptedException {
        List<Future<Probe.Answer>> asked = new ArrayList<>();
        for (Probe probe : probes) {
            asked.add(threads.submit(() -> answer(probe)));
        }
        List<Probe.Answer> answers = new ArrayList<>();
        for (Future<Probe.Answer> each : asked) {
            answers.add(result(each));
        }
        return answers;
    }

    /** What it gave; what it threw is thrown as it was. */
    static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Probe.Answer answer(Probe probe) throws InterruptedException {
        BuildSpec spec =
                builds.inOrder(probe.surrounding(), Map.of(probe.victim().module(), probe.order()));
        Build ended = run(spec, probe.victim().id() + " " + probe.repetition());
        for (TestVerdict test : client.verdicts(ended.getId())) {
            if (test.getTest().getUniqueId().equals(probe.victim().id()) && test.getAttemptsCount() > 0) {
                Probe.Answer answer = answer(test.getAttempts(0));
                if (answer == Probe.Answer.RED) {
                    shownBy.put(new Shown(probe.surrounding(), probe.order()), ended.getId());
                }
                return answer;
            }
        }
        return Probe.Answer.NONE;
    }

    /**
     * Runs a build to its end, once in the life of the hunt for each question. One that was cancelled is no answer: it is asked
     * again when the hunt goes on.
     */
    Build run(BuildSpec spec, String question) throws InterruptedException {
        slots.acquire();
        try {
            Build ended = run(spec, question, 0);
            for (int again = 1; isCancelled(ended) && !cancelled; again++) {
                ended = run(spec, question, again);
            }
            return ended;
        } finally {
            slots.release();
        }
    }

    private Build run(BuildSpec spec, String question, int again) {
        String asked = hunt + " " + question + " " + again + " " + spec.getModulesList();
        Build build = client.submit(spec, Digest.of(asked).hex());
        running.add(build.getId());
        if (cancelled) {
            cancel();
        }
        Build ended = client.watch(build.getId(), new BuildListener() {});
        running.remove(build.getId());
        return ended;
    }

    private static boolean isCancelled(Build build) {
        return build.getStatus() == BuildStatus.BUILD_STATUS_CANCELLED;
    }

    /** Ends what runs, and what begins from now on. */
    void cancel() {
        cancelled = true;
        for (String id : List.copyOf(running)) {
            try {
                client.cancel(id, "the hunt was interrupted", PATIENCE);
            } catch (Problem gone) {
                // It ends by itself, or the coordinator is away.
            }
        }
    }

    /** The build in which this order was red; empty: none was. */
    String buildOf(Surrounding surrounding, List<String> order) {
        return shownBy.getOrDefault(new Shown(surrounding, order), "");
    }

    private static Probe.Answer answer(Attempt attempt) {
        Outcome outcome = attempt.getOutcome();
        return switch (outcome) {
            case OUTCOME_PASSED -> Probe.Answer.GREEN;
            case OUTCOME_FAILED, OUTCOME_TIMED_OUT, OUTCOME_CRASHED -> Probe.Answer.RED;
            default -> Probe.Answer.NONE;
        };
    }
}
