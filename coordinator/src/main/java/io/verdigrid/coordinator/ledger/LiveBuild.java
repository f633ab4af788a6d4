package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.model.VerdictCounts;
import io.verdigrid.coordinator.rows.BuildRow;
import io.verdigrid.coordinator.rows.BuildStateRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.WorkerRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open build: what can be looked up without a read, and its counts. For one thread. */
final class LiveBuild {
    final String buildId;
    final BuildRow row;
    final Map<String, LiveModule> modules = new LinkedHashMap<>();
    /** By their numbers. */
    final List<LiveUnit> units = new ArrayList<>();

    final LiveWorkers workers = new LiveWorkers();
    private final CodeKeys codeKeys;

    private final EnumMap<Verdict, Integer> byVerdict = new EnumMap<>(Verdict.class);
    private int planned;
    private long attempts;
    private long firstTestAtMs;
    private boolean running;

    LiveBuild(String buildId, BuildRow row, BuildStateRow state) {
        this.buildId = buildId;
        this.row = row;
        byVerdict.putAll(state.counts().byVerdict());
        planned = state.counts().planned();
        attempts = state.attempts();
        firstTestAtMs = state.firstTestAtMs();
        running = state.status() == BuildStatus.RUNNING;
        codeKeys = new CodeKeys(row.spec().modules());
        for (ModuleSpec module : row.spec().modules()) {
            module(module.name());
        }
    }

    int number() {
        return row.number();
    }

    LiveModule module(String name) {
        return modules.computeIfAbsent(name, LiveModule::new);
    }

    /** The begin of the code key under which a worker ran a test of this module. */
    String shortCodeKey(LiveModule module, int worker) {
        return codeKeys.shortKey(module.name, workers.row(worker).variant());
    }

    LiveUnit addUnit(LiveModule module, String unitId, String className) {
        LiveUnit unit = new LiveUnit(module, units.size(), unitId, className);
        units.add(unit);
        module.units.put(unitId, unit);
        return unit;
    }

    /** The number of a worker, which is written down when it is new. */
    int worker(WorkerRow worker, StateBatch batch) {
        int known = workers.number(worker);
        if (known >= 0) {
            return known;
        }
        int number = workers.add(worker);
        batch.put(Table.WORKER, Keys.numbers(number(), number), worker.encode());
        return number;
    }

    /** The number of the code key under which a worker ran a test of this module. */
    int codeKey(LiveModule module, int worker, StateBatch batch) {
        return codeKeys.number(module.name, workers.row(worker).variant(), batch);
    }

    void addPlanned(int tests) {
        planned += tests;
    }

    /** The plan counts a test or not, after a change to it. */
    void replan(boolean before, boolean after) {
        planned += (after ? 1 : 0) - (before ? 1 : 0);
    }

    /** A test's verdict changed; NOT_RUN is not counted while the build is open. */
    void recount(Verdict before, Verdict after) {
        if (before != Verdict.NOT_RUN) {
            byVerdict.merge(before, -1, LiveBuild::sum);
        }
        byVerdict.merge(after, 1, LiveBuild::sum);
    }

    /** The position of an attempt that begins now to be known. */
    long addAttempt(long startedAtMs) {
        running = true;
        if (startedAtMs > 0 && (firstTestAtMs == 0 || startedAtMs < firstTestAtMs)) {
            firstTestAtMs = Math.max(startedAtMs, row.submittedAtMs());
        }
        return ++attempts;
    }

    long attempts() {
        return attempts;
    }

    /** After a module's plan became whole. */
    void planClosed() {
        running |= modules.values().stream().allMatch(module -> module.planClosed);
    }

    /** Writes where it stands. */
    void put(StateBatch batch) {
        BuildStatus status = running ? BuildStatus.RUNNING : BuildStatus.DISCOVERING;
        put(batch, status, BuildEnding.NONE);
    }

    /** Writes how it ended: what was planned and has no verdict is NOT_RUN. */
    void putEnd(StateBatch batch, Command.EndBuild end) {
        int notRun = planned
                - byVerdict.values().stream().mapToInt(Integer::intValue).sum();
        if (notRun > 0) {
            byVerdict.put(Verdict.NOT_RUN, notRun);
        }
        put(batch, end.status(), end.ending());
    }

    VerdictCounts counts() {
        return new VerdictCounts(planned, byVerdict);
    }

    private void put(StateBatch batch, BuildStatus status, BuildEnding ending) {
        BuildStateRow state = new BuildStateRow(status, firstTestAtMs, attempts, counts(), ending);
        batch.put(Table.BUILD_STATE, Keys.number(number()), state.encode());
    }

    /** Zero counts are left out, so that a state that was read again has the same bytes. */
    private static @Nullable Integer sum(Integer one, Integer other) {
        return one + other == 0 ? null : Integer.valueOf(one + other);
    }
}
