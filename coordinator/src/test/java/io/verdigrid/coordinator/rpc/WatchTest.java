package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final int TESTS = 3000;
    private static final FakeUnit UNIT = FakeUnit.of(
            "BigTest", IntStream.range(0, TESTS).mapToObj(i -> "t" + i).toArray(String[]::new));

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
    void keepsEveryResultForAWatcherThatTakesNothingMeanwhile() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        Watcher slow = watch(build, false, 0);
        runAll(worker);
        // The build ends although its watcher has not taken one event.
        assertThat(endOf(watch(build, false, Integer.MAX_VALUE))).isEqualTo(TESTS);
        slow.request(Integer.MAX_VALUE);
        assertThat(endOf(slow)).isEqualTo(TESTS);
    }

    @Test
    void sendsLiveOutputToWhoAskedForIt() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.onlyLease();
        Watcher curious = watch(build, true, Integer.MAX_VALUE);
        Watcher other = watch(build, false, Integer.MAX_VALUE);
        // A watcher is there when its first progress has come.
        curious.until(BuildEvent::hasProgress);
        other.until(BuildEvent::hasProgress);
        worker.print(build, "hello");
        assertThat(curious.until(BuildEvent::hasOutput).getOutput().getData().toStringUtf8())
                .isEqualTo("hello");
        grid.services.close();
        assertThat(Status.fromThrowable(other.failure()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void saysHowFarABuildIs() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.onlyLease();
        Watcher watcher = watch(build, false, Integer.MAX_VALUE);
        assertThat(watcher.until(BuildEvent::hasProgress).getProgress()).satisfies(progress -> {
            assertThat(progress.getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_DISCOVERING);
            assertThat(progress.getSlots()).isEqualTo(1);
            assertThat(progress.getSlotsBusy()).isEqualTo(1);
        });
    }

    @Test
    void goesOnSayingThatNoWorkerIsThere() throws Exception {
        Watcher watcher = watch(grid.submit(0), false, Integer.MAX_VALUE);
        assertThat(watcher.until(BuildEvent::hasProgress).getProgress().getWorkers())
                .isZero();
        for (int second = 0; second < 3; second++) {
            grid.pass(Duration.ofSeconds(1));
            assertThat(watcher.until(BuildEvent::hasProgress).getProgress().getWorkers())
                    .isZero();
        }
    }

    private void runAll(FakeWorker worker) throws Exception {
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();
        UNIT.tests().forEach(test -> worker.finish(lease, test, Outcome.OUTCOME_PASSED));
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
    }

    private static int endOf(Watcher watcher) throws Exception {
        watcher.until(BuildEvent::hasEnded);
        return watcher.results;
    }

    private Watcher watch(String build, boolean output, int ahead) {
        Watcher watcher = new Watcher(ahead);
        BuildServiceGrpc.newStub(grid.channel)
                .watchBuild(
                        WatchBuildRequest.newBuilder()
                                .setBuildId(build)
                                .setIncludeOutput(output)
                                .build(),
                        watcher);
        return watcher;
    }

    /** Takes as many events as it was told to, and hands them to the test. */
    private static final class Watcher implements ClientResponseObserver<WatchBuildRequest, BuildEvent> {
        private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
        private final int ahead;
        private int results;

        @Nullable
        private ClientCallStreamObserver<WatchBuildRequest> call;

        Watcher(int ahead) {
            this.ahead = ahead;
        }

        void request(int events) {
            if (call != null) {
                call.request(events);
            }
        }

        BuildEvent until(java.util.function.Predicate<BuildEvent> kind) throws Exception {
            for (Object next = arrived.poll(20, TimeUnit.SECONDS); ; next = arrived.poll(20, TimeUnit.SECONDS)) {
                assertThat(next).isInstanceOf(BuildEvent.class);
                BuildEvent event = (BuildEvent) next;
                results += event.getResults().getResultsCount();
                assertThat(event.getResults().getResultsCount()).isLessThanOrEqualTo(1000);
                if (kind.test(event)) {
                    return event;
                }
            }
        }

        Throwable failure() throws Exception {
            for (Object next = arrived.poll(20, TimeUnit.SECONDS); ; next = arrived.poll(20, TimeUnit.SECONDS)) {
                assertThat(next).isNotNull();
                if (next instanceof Throwable failure) {
                    return failure;
                }
            }
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<WatchBuildRequest> stream) {
            call = stream;
            stream.disableAutoRequestWithInitial(ahead);
        }

        @Override
        public void onNext(BuildEvent event) {
            arrived.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            arrived.add(failure);
        }

        @Override
        public void onCompleted() {
            arrived.add(new IllegalStateException("completed"));
        }
    }
}
