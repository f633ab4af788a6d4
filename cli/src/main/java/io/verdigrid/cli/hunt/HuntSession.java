package io.verdigrid.cli.hunt;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import io.verdigrid.protocol.build.v1.ListBuildsResponse;
import io.verdigrid.protocol.build.v1.ListWorkersRequest;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Lane;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hunts on one grid, and says how it goes. For one thread; it blocks. */
public final class HuntSession {
    private final Grid grid;
    private final Reconnection reconnection;
    private final BuildClient client;
    private final TimeSource time;
    private final Supplier<PrintStream> out;
    private volatile @Nullable GridProbes running;

    /**
     * How long it goes on.
     *
     * @param rounds random orders
     * @param time begins no round after it
     * @param slots builds at a time; 0: as many as the grid has slots
     * @param gridWords options that name the grid, for commands that are shown
     */
    public record Terms(
            int rounds, boolean untilRed, Optional<Duration> time, long seed, int slots, String gridWords) {}

    /** Over this grid, which stays the caller's. */
    public HuntSession(Grid grid, Reconnection reconnection, TimeSource time, Supplier<PrintStream> out) {
        this.grid = grid;
        this.reconnection = reconnection;
        this.client = new BuildClient(grid, reconnection);
        this.time = time;
        this.out = out;
    }

    /** The build of this id, or else the newest of the suite that ran to its end and was no hunt. */
    public Build base(String suite, String id) {
        if (!id.isEmpty()) {
            Build build = client.get(id);
            if (!isEnded(build)) {
                throw Problem.input("--build: " + id + " has not ended green or red");
            }
            return build;
        }
        String page = "";
        do {
            ListBuildsResponse answer = page(suite, page);
            for (Build build : answer.getBuildsList()) {
                if (isEnded(build) && build.getSpec().getSettings().getLane() != Lane.LANE_HUNT) {
                    return build;
                }
            }
            page = answer.getNextPageToken();
        } while (!page.isEmpty());
        throw Problem.input(
                "--suite: " + suite + " has no build that ended green or red: verdigrid run --suite " + suite);
    }

    private ListBuildsResponse page(String suite, String page) {
        ListBuildsRequest request = ListBuildsRequest.newBuilder()
                .setSuite(suite)
                .setPageSize(500)
                .setPageToken(page)
                .build();
        return reconnection.untilAnswered(
                new BuildListener() {},
                () -> BuildServiceGrpc.newBlockingStub(grid.channel()).listBuilds(request));
    }

    private static boolean isEnded(Build build) {
        return build.getStatus() == BuildStatus.BUILD_STATUS_GREEN || build.getStatus() == BuildStatus.BUILD_STATUS_RED;
    }

    private int slots() {
        List<Worker> workers = reconnection.untilAnswered(
                new BuildListener() {},
                () -> BuildServiceGrpc.newBlockingStub(grid.channel())
                        .listWorkers(ListWorkersRequest.getDefaultInstance())
                        .getWorkersList());
        return Math.max(1, workers.stream().mapToInt(Worker::getSlots).sum());
    }

    /** Hunts; what is found is told as it is found. Returns the number of findings. */
    public int hunt(Build base, Terms terms) throws InterruptedException {
        List<TestVerdict> verdicts = client.verdicts(base.getId());
        int slots = terms.slots() > 0 ? terms.slots() : slots();
        String id = base.getId() + "-" + terms.seed();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "hunt");
            thread.setDaemon(true);
            return thread;
        });
        try {
            HuntBuilds builds = new HuntBuilds(base, new BlobClient(grid.channel()));
            GridProbes probes = new GridProbes(client, builds, id, new Semaphore(slots), threads);
            running = probes;
            TestNames names = new TestNames(verdicts);
            Told told = new Told(names, terms.gridWords());
            Hunt hunt = new Hunt(client, probes, builds, threads, told);
            List<HuntedSuite> suites = hunt.study(base, verdicts);
            say("hunt " + id + ": build " + base.getId() + " of suite "
                    + base.getSpec().getSuite() + ", seed " + terms.seed() + ", " + Words.count(slots, "slot"));
            List<Found> found = hunt.run(new Rounds(suites, terms.seed(), terms.rounds()), slots, enough(terms, told));
            say("");
            say(found.isEmpty() ? "Nothing found." : Words.count(found.size(), "finding") + ":");
            found.forEach(each -> {
                say("");
                FindingText.lines(each, names, terms.gridWords()).forEach(this::say);
            });
            return found.size();
        } finally {
            threads.shutdownNow();
        }
    }

    private BooleanSupplier enough(Terms terms, Told told) {
        long begun = time.nanos();
        return () -> (terms.untilRed() && told.found > 0)
                || terms.time()
                        .filter(limit -> time.nanos() - begun >= limit.toNanos())
                        .isPresent();
    }

    /** Cancels the builds that run now; from another thread. */
    public void cancel() {
        GridProbes probes = running;
        if (probes != null) {
            probes.cancel();
        }
    }

    private void say(String text) {
        out.get().println(text);
        out.get().flush();
    }

    /** Says each thing as it comes. */
    private final class Told implements HuntListener {
        private final TestNames names;
        private final String gridWords;
        private int found;

        Told(TestNames names, String gridWords) {
            this.names = names;
            this.gridWords = gridWords;
        }

        @Override
        public void round(String name, Build build, int newReds) {
            String words = build.getStatus() == BuildStatus.BUILD_STATUS_ERROR
                    ? "ERROR, " + build.getReason()
                    : Words.counts(build.getCounts());
            say(name + ": " + words + (newReds == 0 ? "" : ", " + newReds + " to look into") + " (build "
                    + build.getId() + ")");
        }

        @Override
        public void found(Found each) {
            found++;
            FindingText.lines(each, names, gridWords).stream().limit(2).forEach(HuntSession.this::say);
        }
    }
}
