package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.verdigrid.protocol.build.v1.GetTimelineRequest;
import io.verdigrid.protocol.build.v1.GetTimelineResponse;
import io.verdigrid.protocol.build.v1.ListVerdictsRequest;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.UnitRun;
import io.verdigrid.protocol.common.v1.Lane;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.Verdict;
import io.verdigrid.protocol.grid.v1.BusySlot;
import io.verdigrid.protocol.grid.v1.GridServiceGrpc;
import io.verdigrid.protocol.grid.v1.GridState;
import io.verdigrid.protocol.grid.v1.WatchGridRequest;
import io.verdigrid.protocol.trunk.v1.BlockTrunkRequest;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import io.verdigrid.protocol.trunk.v1.TrunkState;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridWatchTest {
    private static final FakeUnit UNIT = FakeUnit.of("ATest", "one", "two");

    private GridUnderTest grid;

    @BeforeEach
    void start() throws Exception {
        grid = new GridUnderTest();
    }

    @AfterEach
    void stop() {
        grid.close();
    }

    @Test
    void showsBuildsWorkersAndWhatRunsInEachSlot() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();
        Iterator<GridState> states = watch();

        GridState busy = await(states, worker, state -> state.getBusyCount() == 1 && state.getBuildsCount() == 1);
        assertThat(busy.getBuilds(0).getId()).isEqualTo(build);
        assertThat(busy.getBuilds(0).getSuite()).isEqualTo("demo");
        assertThat(busy.getBuilds(0).getProgress().getUnitsRunning()).isEqualTo(1);
        assertThat(busy.getWorkers(0).getId()).isEqualTo("w1");
        assertThat(busy.getSlots()).isEqualTo(1);
        assertThat(busy.getSlotsBusy()).isEqualTo(1);
        assertThat(busy.getWantedList())
                .filteredOn(wanted -> wanted.getLane() == Lane.LANE_MAIN)
                .singleElement()
                .satisfies(wanted -> assertThat(wanted.getSlots()).isEqualTo(1));
        BusySlot slot = busy.getBusy(0);
        assertThat(slot.getWorker()).isEqualTo("w1");
        assertThat(slot.getBuildId()).isEqualTo(build);
        assertThat(slot.getClassName()).isEqualTo("demo.ATest");
        assertThat(slot.getAttempt()).isEqualTo(1);
        assertThat(slot.getSinceMs()).isBetween(1L, busy.getNowMs());

        worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        worker.finish(lease, UNIT.test(1), Outcome.OUTCOME_PASSED);
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
        grid.ended(build);
        GridState idle = await(states, worker, state -> state.getBusyCount() == 0);
        assertThat(idle.getBuildsList()).isEmpty();
        assertThat(idle.getBuildsEnded()).isEqualTo(1);
    }

    @Test
    void saysNothingTwiceAndNothingMoreOftenThanEachSecond() throws Exception {
        FakeWorker worker = grid.worker("w1");
        Iterator<GridState> states = watch();
        GridState first = await(states, worker, state -> state.getWorkersCount() == 1);
        grid.pass(Duration.ofSeconds(5), worker);
        grid.submit(0);
        GridState second = await(states, worker, state -> state.getBuildsCount() == 1);

        assertThat(second.getNowMs() - first.getNowMs()).isGreaterThanOrEqualTo(5000);
    }

    @Test
    void tellsWhichTrunksAreBlocked() throws Exception {
        FakeWorker worker = grid.worker("w1");
        Iterator<GridState> states = watch();
        await(states, worker, state -> state.getTrunksCount() == 0);
        TrunkServiceGrpc.newBlockingStub(grid.channel)
                .blockTrunk(BlockTrunkRequest.newBuilder()
                        .setBranch("main")
                        .setKey("k")
                        .setReason("the demo")
                        .setBy("ann")
                        .build());

        GridState state = await(states, worker, now -> now.getTrunksCount() == 1);
        assertThat(state.getTrunks(0).getState()).isEqualTo(TrunkState.TRUNK_STATE_BLOCKED);
        assertThat(state.getTrunks(0).getBlocks(0).getReason()).isEqualTo("the demo");
    }

    @Test
    void timelineHasARunForEachUnitAndAttempt() throws Exception {
        FakeWorker first = grid.worker("w1");
        String build = grid.submit(1);
        first.discover(first.onlyLease(), UNIT);
        Lease lease = first.onlyLease();
        FakeWorker second = grid.worker("w2");
        first.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        first.finish(lease, UNIT.test(1), Outcome.OUTCOME_FAILED);
        first.close(lease, LeaseClosed.Ending.ENDING_DONE);
        Lease retest = second.onlyLease();
        second.finish(retest, UNIT.test(1), Outcome.OUTCOME_PASSED);
        second.close(retest, LeaseClosed.Ending.ENDING_DONE);
        grid.ended(build);

        GetTimelineResponse timeline = grid.builds()
                .getTimeline(GetTimelineRequest.newBuilder().setBuildId(build).build());
        assertThat(timeline.getRunsList())
                .extracting(
                        UnitRun::getWorker,
                        UnitRun::getClassName,
                        UnitRun::getAttempt,
                        UnitRun::getTests,
                        UnitRun::getRed,
                        UnitRun::getOutcome)
                .containsExactlyInAnyOrder(
                        tuple("w1", "demo.ATest", 1, 2, 1, Outcome.OUTCOME_FAILED),
                        tuple("w2", "demo.ATest", 2, 1, 0, Outcome.OUTCOME_PASSED));
        assertThat(timeline.getRuns(0).getBeganAtMs()).isEqualTo(1);
        assertThat(timeline.getRuns(0).getEndedAtMs()).isEqualTo(2);
        assertThat(grid.events(build, timeline.getCursor()))
                .as("events behind the timeline's cursor")
                .allMatch(event -> !event.hasResults());

        List<TestVerdict> intermittent = new ArrayList<>();
        grid.builds()
                .listVerdicts(ListVerdictsRequest.newBuilder()
                        .setBuildId(build)
                        .addVerdicts(Verdict.VERDICT_INTERMITTENT)
                        .build())
                .forEachRemaining(part -> intermittent.addAll(part.getVerdictsList()));
        assertThat(intermittent)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.getTest().getName()).isEqualTo("two()"));
    }

    private Iterator<GridState> watch() {
        return GridServiceGrpc.newBlockingStub(grid.channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .watchGrid(WatchGridRequest.getDefaultInstance());
    }

    /** Lets time pass until there is such a state. */
    private GridState await(Iterator<GridState> states, FakeWorker worker, Predicate<GridState> wanted)
            throws Exception {
        Thread passing = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    grid.pass(Duration.ofSeconds(1), worker);
                }
            } catch (Exception | AssertionError over) {
                Thread.currentThread().interrupt();
            }
        });
        passing.start();
        try {
            while (true) {
                GridState state = states.next();
                if (wanted.test(state)) {
                    return state;
                }
            }
        } finally {
            passing.interrupt();
            passing.join();
        }
    }
}
