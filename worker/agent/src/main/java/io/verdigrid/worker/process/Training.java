package io.verdigrid.worker.process;

import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestSelection;
import io.verdigrid.worker.cache.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A run of a runner over one empty test, at whose end the JVM writes down the classes that it loaded. */
public final class Training {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int PATIENCE = 600;
    private static final TestFilter NO_FILTER =
            new TestFilter(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Makes the archive; throws where that did not work. */
    void run(JavaHome java, List<Path> jars, Path dir, Path archive) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(dir, "training");
        RunnerProcess runner = null;
        try {
            RunnerPlan.RunnerPlace place = new RunnerPlan.RunnerPlace(0, home, home, home, home.resolve("runner.args"));
            List<String> args = List.of("-XX:ArchiveClassesAtExit=" + archive);
            runner =
                    RunnerProcess.start(new RunnerPlan(java, jars, List.of(), place, args, List.of(), new TreeMap<>()));
            rehearse(runner);
            runner.stopAndWait(PATIENCE * POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (!Files.exists(archive)) {
                throw new IOException("the JVM wrote none: " + runner.lastWords());
            }
        } finally {
            if (runner != null) {
                runner.killAndWait();
            }
            Trees.delete(home);
        }
    }

    /** Has it find and run the empty test. */
    static void rehearse(RunnerProcess runner) throws IOException, InterruptedException {
        await(runner, event -> event instanceof RunnerEvent.Ready);
        List<String> none = List.of();
        TestSelection selection =
                new TestSelection(none, List.of(SampleTest.NAME), none, none, none, none, none, NO_FILTER);
        runner.send(FrameKind.DISCOVER, selection.write(new FrameWriter.Fields()));
        UnitSeen seen = new UnitSeen();
        await(runner, seen);
        if (seen.unitId != null) {
            RunOrder order = new RunOrder(1, seen.unitId, List.of(), false, none, NO_FILTER, 1 << 10);
            runner.send(FrameKind.RUN, order.write(new FrameWriter.Fields()));
            await(runner, event -> event instanceof RunnerEvent.Ran);
        }
    }

    private static void await(RunnerProcess runner, Predicate<RunnerEvent> wanted)
            throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            RunnerEvent event = runner.next(POLL);
            if (event instanceof RunnerEvent.Ended ended) {
                throw new IOException("the runner ended by " + ended.how() + ": " + runner.lastWords());
            } else if (event != null && wanted.test(event)) {
                return;
            }
        }
        throw new IOException("the runner did not answer");
    }

    private static final class UnitSeen implements Predicate<RunnerEvent> {
        private @Nullable String unitId;

        @Override
        public boolean test(RunnerEvent event) {
            if (event instanceof RunnerEvent.Found found) {
                unitId = found.unit().unitId;
            }
            return event instanceof RunnerEvent.Discovered;
        }
    }
}
