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
import io.verdigrid.coordinator.rows.TextRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open build: what can be looked up without a read, and its counts. For one thread. */
final class LiveBuild {
    /** Enough that two bundles of a suite never share them. */
    private static final int CODE_KEY_DIGITS = 16;

    final String buildId;
    final BuildRow row;
    final Map<String, LiveModule> modules = new LinkedHashMap<>();
    /** By their numbers. */
    final List<LiveUnit> units = new ArrayList<>();

    final Map<String, Integer> workers = new HashMap<>();
    private final Map<String, String> codeKeys = new HashMap<>();

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
        for (ModuleSpec module : row.spec().modules()) {
            module(module.name());
            codeKeys.put(module.name(), module.bundle().hex().substring(0, CODE_KEY_DIGITS));
        }
    }

    int number() {
        return row.number();
    }

    LiveModule module(String name) {
        return modules.computeIfAbsent(name, LiveModule::new);
    }

    /** Of the code that the module's attempts test: its bundle holds all of it, with the JVM's arguments and environment. */
    String codeKey(LiveModule module) {
        return codeKeys.getOrDefault(module.name, "");
    }

    LiveUnit addUnit(LiveModule module, String unitId, String className) {
        LiveUnit unit = new LiveUnit(module, units.size(), unitId, className);
        units.add(unit);
        module.units.put(unitId, unit);
        return unit;
    }

    /** The number of a worker, which is written down when it is new. */
    int worker(String name, StateBatch batch) {
        Integer known = workers.get(name);
        if (known != null) {
            return known;
        }
        int number = workers.size();
        workers.put(name, number);
        batch.put(Table.WORKER, Keys.numbers(number(), number), TextRow.text(name));
        return number;
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
