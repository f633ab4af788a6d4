package io.verdigrid.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.TreeEntry;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestSelection;
import io.verdigrid.worker.FakeRunner;
import io.verdigrid.worker.cache.BlobCache;
import io.verdigrid.worker.cache.BlobSource;
import io.verdigrid.worker.cache.BundleStore;
import io.verdigrid.worker.launcher.LauncherChoice;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.LeaseKey;
import io.verdigrid.worker.model.Outcome;
import io.verdigrid.worker.model.Selection;
import io.verdigrid.worker.process.ClassDataArchives;
import io.verdigrid.worker.process.Training;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of a runner that can be told to misbehave. */
@Timeout(120)
class SlotsTest {
    private static final long LONG = 600_000;

    @TempDir
    private static Path once;

    private static Path runnerJar;

    @TempDir
    private Path dir;

    private final Map<Digest, byte[]> blobs = new HashMap<>();
    private final RecordedReports reports = new RecordedReports();
    private final List<String> jvmArgs = new java.util.ArrayList<>(List.of("-Xshare:auto"));
    private BundleStore bundles;
    private RunnerStarter starter;
    private Slots slots;
    private ClassDataArchives archives;

    @BeforeAll
    static void compile() throws IOException {
        runnerJar = FakeRunner.jar(once);
    }

    @BeforeEach
    void start() throws IOException {
        BlobSource source = (digests, sink) -> {
            for (Digest digest : digests) {
                byte[] content = blobs.get(digest);
                if (content == null) {
                    throw new IOException("no blob " + digest);
                }
                try (OutputStream out = sink.open(digest, content.length)) {
                    out.write(content);
                }
            }
        };
        BlobCache cache = new BlobCache(dir.resolve("cache"), 1 << 20, source, Runnable::run);
        bundles = new BundleStore(dir.resolve("bundles"), cache);
        archives = new ClassDataArchives(dir.resolve("cds"), new Training());
        starter = new RunnerStarter(
                dir.resolve("slots"),
                bundles,
                new LauncherChoice(dir.resolve("launchers"), dir.resolve("m2")),
                archives,
                runnerJar,
                System.getProperty("java.home"),
                TimeSource.system());
        slots = new Slots(2, true, starter, bundles, reports, TimeSource.system());
    }

    @AfterEach
    void stop() {
        slots.close();
        archives.close();
    }

    @Test
    void runsLeasesOneAfterTheOtherInOneRunner() throws Exception {
        slots.grant(0, List.of(lease(1, "pid a", "pass b"), lease(2, "pid c")));
        RecordedReports.Told first = reports.untilClosed(1);
        RecordedReports.Told second = reports.untilClosed(2);
        assertThat(first.closed().ending()).isEqualTo(Ending.DONE);
        assertThat(first.closed().containersDone()).containsExactly("done");
        assertThat(first.closed().freshRunner()).isTrue();
        assertThat(second.closed().freshRunner()).isFalse();
        assertThat(first.attempts()).extracting(Fact.Attempt::outcome).containsOnly(Outcome.PASSED);
        assertThat(second.out("pid c")).isEqualTo(first.out("pid a")).isNotEmpty();
    }

    @Test
    void startsNoRunnerAheadWhereItIsNotToldTo() throws Exception {
        slots.close();
        slots = new Slots(2, false, starter, bundles, reports, TimeSource.system());
        slots.grant(0, List.of(lease(1, "hang a")));
        assertThat(reports.live.poll(60, TimeUnit.SECONDS)).isEqualTo("in hang a");
        assertThat(dir.resolve("slots/0")).exists();
        assertThat(dir.resolve("slots/1")).doesNotExist();
    }

    @Test
    void aFreshRunnerIsNewAndEndsWithItsLease() throws Exception {
        slots.grant(0, List.of(lease(1, "pid a"), fresh(2, "pid b"), fresh(3, "pid c"), lease(4, "pid d")));
        List<String> pids = List.of(
                reports.untilClosed(1).out("pid a"),
                reports.untilClosed(2).out("pid b"),
                reports.untilClosed(3).out("pid c"),
                reports.untilClosed(4).out("pid d"));
        assertThat(pids).doesNotHaveDuplicates();
        assertThat(pids.subList(0, 3)).allMatch(pid -> !isAlive(pid));
    }

    @Test
    void discoveryComesInPieces() throws Exception {
        slots.grant(0, List.of(discovery(1, "small", "large", "other")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.closed().ending()).isEqualTo(Ending.DONE);
        assertThat(told.pieces()).extracting(Fact.PlanPiece::number).containsExactly(0, 1, 2);
        assertThat(told.pieces())
                .extracting(piece -> tests(piece.units()))
                .as("a unit is whole in its piece")
                .containsExactly(2, 2500, 2);
        assertThat(told.pieces())
                .flatExtracting(Fact.PlanPiece::units)
                .extracting(unit -> unit.ordered)
                .containsExactly(false, true, false);
    }

    @Test
    void discoveryOfNothingSaysWhereItLooked() throws Exception {
        slots.grant(0, List.of(discovery(1)));
        Fact.Closed closed = reports.untilClosed(1).closed();
        assertThat(closed.ending()).isEqualTo(Ending.NOTHING_FOUND);
        assertThat(closed.reason()).contains("no tests found", "junit-platform-engine-1.10.5.jar");
    }

    @Test
    void aTestThatExitsCrashes() throws Exception {
        slots.grant(0, List.of(lease(1, "pass a", "exit b", "pass c"), lease(2, "pass d")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.closed().ending()).isEqualTo(Ending.RUNNER_DIED);
        assertThat(told.attempts()).extracting(Fact.Attempt::outcome).containsExactly(Outcome.PASSED, Outcome.CRASHED);
        assertThat(told.failure("exit b").message()).contains("System.exit(3) called by Guest.test");
        assertThat(told.out("exit b")).isEqualTo("in exit b");
        assertThat(reports.untilClosed(2).closed().ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void aHaltedRunnersLastWordsAreKept() throws Exception {
        slots.grant(0, List.of(lease(1, "halt a")));
        Fact.Failure failure = reports.untilClosed(1).failure("halt a");
        assertThat(failure.message()).contains("exit code 5");
        assertThat(failure.stack()).contains("these are the last words");
    }

    @Test
    void aRunnerThatDiesBetweenTestsIsNoTestsFault() throws Exception {
        slots.grant(0, List.of(lease(1, "pass a", "between b")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.attempts()).hasSize(1);
        assertThat(told.closed().ending()).isEqualTo(Ending.RUNNER_DIED);
        assertThat(told.closed().reason()).contains("exit code 3", "no test ran");
    }

    @Test
    void aRunnerKilledFromOutsideIsNoTestsFault() throws Exception {
        slots.grant(0, List.of(lease(1, "pass a", "kill b")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.attempts()).hasSize(1);
        assertThat(told.closed().ending()).isEqualTo(Ending.RUNNER_KILLED);
        assertThat(told.closed().reason()).contains("SIGKILL");
    }

    @Test
    void aKillIsChargedWhereTheLeaseSaysSo() throws Exception {
        Lease.Surroundings charging = new Lease.Surroundings(false, false, List.of(), true);
        slots.grant(0, List.of(among(charging, lease(1, "pass a", "kill b"))));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.attempts()).extracting(Fact.Attempt::outcome).containsExactly(Outcome.PASSED, Outcome.CRASHED);
        assertThat(told.failure("kill b").message()).contains("SIGKILL");
        assertThat(told.closed().ending()).isEqualTo(Ending.RUNNER_DIED);
    }

    @Test
    void theRunnerHearsThatAllOfTheUnitIsToRun() throws Exception {
        Lease.Surroundings whole = new Lease.Surroundings(false, true, List.of("bad x", "bad y"), false);
        slots.grant(0, List.of(among(whole, lease(1, "order a"))));
        assertThat(reports.untilClosed(1).out("order a")).isEqualTo("whole unit without [bad x, bad y]");
    }

    @Test
    void aTestThatOnlyRunsAlongIsNotReported() throws Exception {
        slots.grant(0, List.of(lease(1, "along-pass a", "pass b")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.attempts())
                .extracting(attempt -> attempt.test().uniqueId)
                .containsExactly("pass b");
        assertThat(told.out("pass b")).isEqualTo("in pass b");
        assertThat(reports.live).containsExactly("in pass b");
        assertThat(told.closed().ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void aTestThatRunsAlongIsNamedWhereItTakesTheRunnerDown() throws Exception {
        slots.grant(0, List.of(lease(1, "pass a", "along-halt b", "pass c")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.attempts())
                .extracting(attempt -> attempt.test().uniqueId)
                .containsExactly("pass a");
        assertThat(told.closed().ending()).isEqualTo(Ending.RUNNER_DIED);
        assertThat(told.closed().reason()).contains("exit code 5", "unit#along-halt b");
    }

    @Test
    void aTestThatRunsAlongHasTheTimeOfATest() throws Exception {
        slots.grant(0, List.of(lease(1, 1500, "pass a", "along-hang b", "pass c")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.attempts())
                .extracting(attempt -> attempt.test().uniqueId)
                .containsExactly("pass a");
        assertThat(told.closed().ending()).isEqualTo(Ending.RUNNER_DIED);
        assertThat(told.closed().reason()).contains("1500 ms", "unit#along-hang b");
    }

    @Test
    void aTestThatHangsTimesOutWithDumpsAndItsChildrenAreKilled() throws Exception {
        slots.grant(0, List.of(lease(1, 1500, "pass a", "hang b", "pass c")));
        RecordedReports.Told told = reports.untilClosed(1);
        assertThat(told.closed().ending()).isEqualTo(Ending.RUNNER_DIED);
        assertThat(told.attempts())
                .extracting(Fact.Attempt::outcome)
                .containsExactly(Outcome.PASSED, Outcome.TIMED_OUT);
        Fact.Failure failure = told.failure("hang b");
        assertThat(failure.message()).contains("1500 ms");
        assertThat(failure.stack().split("all threads", -1)).hasSize(3);
        assertThat(ownSleepers()).isEmpty();
    }

    @Test
    void aRevokedLeaseIsStoppedAndHandedBack() throws Exception {
        slots.grant(0, List.of(lease(1, "hang a"), lease(2, "pass b"), lease(3, "pass c")));
        assertThat(reports.live.poll(60, TimeUnit.SECONDS)).isEqualTo("in hang a");
        slots.revoke(2, "copied");
        assertThat(reports.untilClosed(2).closed().reason()).isEqualTo("copied");
        slots.revoke(1, "too slow");
        Fact.Closed closed = reports.untilClosed(1).closed();
        assertThat(closed.ending()).isEqualTo(Ending.HANDED_BACK);
        assertThat(closed.reason()).isEqualTo("too slow");
        assertThat(reports.untilClosed(3).closed().ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void whatTheCoordinatorDoesNotKeepIsDroppedInSilence() throws Exception {
        slots.grant(0, List.of(lease(1, "hang a"), lease(2, "pass b"), lease(3, "pass c")));
        assertThat(reports.live.poll(60, TimeUnit.SECONDS)).isEqualTo("in hang a");
        assertThat(slots.held()).extracting(lease -> lease.key().leaseId()).containsExactly(1L, 2L, 3L);
        slots.welcome(Set.of(1L, 2L, 3L), Set.of(3L), Set.of("build"));
        RecordedReports.Told told = reports.untilClosed(3);
        assertThat(told.closed().ending()).isEqualTo(Ending.DONE);
        assertThat(reports.isEmpty()).isTrue();
    }

    @Test
    void anEndedBuildLeavesNothing() throws Exception {
        slots.grant(0, List.of(lease(1, "pid a", "hang b")));
        String pid = reports.live.poll(60, TimeUnit.SECONDS);
        assertThat(reports.live.poll(60, TimeUnit.SECONDS)).isEqualTo("in hang b");
        slots.buildEnded("build");
        while (isAlive(pid) || !isEmptyUnder(dir.resolve("bundles"))) {
            Thread.onSpinWait();
        }
        assertThat(isEmptyUnder(dir.resolve("slots/0"))).isTrue();
        assertThat(slots.isIdle()).isTrue();
    }

    @Test
    void drainingHandsBackWhatWaitsAndFinishesWhatRuns() throws Exception {
        slots.grant(0, List.of(lease(1, 1000, "hang a"), lease(2, "pass b")));
        assertThat(reports.live.poll(60, TimeUnit.SECONDS)).isEqualTo("in hang a");
        slots.drain();
        assertThat(reports.untilClosed(2).closed().ending()).isEqualTo(Ending.HANDED_BACK);
        assertThat(reports.untilClosed(1).closed().ending()).isEqualTo(Ending.RUNNER_DIED);
        slots.grant(1, List.of(lease(3, "pass c")));
        assertThat(reports.untilClosed(3).closed().ending()).isEqualTo(Ending.HANDED_BACK);
    }

    @Test
    void eachSlotHasItsOwnWorkingDirectory() throws Exception {
        slots.grant(0, List.of(lease(1, "pass a")));
        slots.grant(1, List.of(lease(2, "pass b")));
        reports.untilClosed(1);
        assertThat(reports.untilClosed(2).closed().ending()).isEqualTo(Ending.DONE);
        try (Stream<Path> files = Files.walk(dir.resolve("slots"))) {
            assertThat(files.filter(file -> file.endsWith("work/data.txt"))).hasSize(2);
        }
    }

    @Test
    void aRunnerThatIsNeverReadyIsSaid() throws Exception {
        jvmArgs.add("-Dmode=stillborn");
        slots.grant(0, List.of(lease(1, "pass a")));
        Fact.Closed closed = reports.untilClosed(1).closed();
        assertThat(closed.ending()).isEqualTo(Ending.NOT_ABLE);
        assertThat(closed.reason()).contains("exit code 7", "fake runner, mode stillborn");
    }

    @Test
    void aMissingBlobIsSaid() throws Exception {
        Lease lease = lease(1, "pass a");
        blobs.clear();
        slots.grant(0, List.of(lease));
        Fact.Closed closed = reports.untilClosed(1).closed();
        assertThat(closed.ending()).isEqualTo(Ending.NOT_ABLE);
        assertThat(closed.reason()).contains("no blob");
    }

    private Lease lease(long id, String... tests) {
        return lease(id, LONG, tests);
    }

    private Lease lease(long id, long timeoutMs, String... tests) {
        List<Leaf> leaves =
                Stream.of(tests).map(test -> new Leaf(test, "", List.of())).toList();
        return lease(id, "unit", selection(), leaves, new Lease.Terms(false, timeoutMs, 0, 0));
    }

    private Lease fresh(long id, String... tests) {
        List<Leaf> leaves =
                Stream.of(tests).map(test -> new Leaf(test, "", List.of())).toList();
        return lease(id, "unit", selection(), leaves, new Lease.Terms(true, LONG, 0, 0));
    }

    private Lease discovery(long id, String... units) {
        return lease(id, "", selection(units), List.of(), new Lease.Terms(false, LONG, 0, 0));
    }

    private Lease lease(long id, String unit, Selection selection, List<Leaf> leaves, Lease.Terms terms) {
        LeaseKey key = new LeaseKey(id, "build", "module", unit, 1);
        return new Lease(key, 0, bundle(), selection, leaves, terms, Lease.Surroundings.NONE);
    }

    private static Lease among(Lease.Surroundings surroundings, Lease lease) {
        return new Lease(
                lease.key(),
                lease.slot(),
                lease.bundle(),
                lease.selection(),
                lease.leaves(),
                lease.terms(),
                surroundings);
    }

    private static Selection selection(String... classes) {
        List<String> none = List.of();
        TestFilter filter = new TestFilter(none, none, none, none, none, none);
        return new Selection(
                List.of(), new TestSelection(none, List.of(classes), none, none, none, none, none, filter));
    }

    private Digest bundle() {
        byte[] engine = emptyJar();
        byte[] data = {1, 2, 3};
        blobs.put(Digest.of(engine), engine);
        blobs.put(Digest.of(data), data);
        byte[] manifest = BundleManifestText.write(new BundleManifest(
                List.of(new ClasspathEntry.Jar("junit-platform-engine-1.10.5.jar", Digest.of(engine), engine.length)),
                List.of(new TreeEntry.File("data.txt", Digest.of(data), data.length, false)),
                jvmArgs,
                new TreeMap<>(),
                ""));
        blobs.put(Digest.of(manifest), manifest);
        return Digest.of(manifest);
    }

    /** The shortest zip file there is. */
    private static byte[] emptyJar() {
        byte[] zip = new byte[22];
        zip[0] = 'P';
        zip[1] = 'K';
        zip[2] = 5;
        zip[3] = 6;
        return zip;
    }

    private static int tests(List<FoundUnit> units) {
        return units.stream().mapToInt(unit -> unit.tests.size()).sum();
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }

    private static List<ProcessHandle> ownSleepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .toList();
    }

    private static boolean isEmptyUnder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
