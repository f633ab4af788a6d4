package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.ledger.Ledger;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.Selection;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.protocol.Digest;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Small commands for tests, and a way to commit them that waits for the answer. */
public final class Sample {
    private Sample() {}

    /** Commits, and waits until it is durable. */
    public static Applied commit(Ledger ledger, Command command) {
        try {
            return ledger.commit(command).toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** A specification with these modules. */
    public static BuildSpec spec(String suite, String... modules) {
        List<ModuleSpec> specs = Arrays.stream(modules)
                .map(name -> new ModuleSpec(name, Digest.of("bundle of " + name), selection()))
                .toList();
        return new BuildSpec(suite, "r1", "main", specs, BuildSettings.DEFAULT, List.of("os=linux"));
    }

    /** A selection in which each list has other values. */
    public static Selection selection() {
        TreeMap<String, String> config = new TreeMap<>();
        config.put("junit.jupiter.execution.parallel.enabled", "true");
        return new Selection(
                List.of(0, 3),
                List.of("a.B"),
                List.of("a", "b"),
                List.of("a.B#c"),
                List.of("[engine:x]"),
                List.of(".*Test"),
                List.of(".*Slow.*"),
                List.of("fast"),
                List.of("slow", "db"),
                List.of("junit-jupiter"),
                List.of("junit-vintage"),
                config);
    }

    /** The begin of a build, with its id as request id. */
    public static Command.SubmitBuild submit(String buildId, String suite, String... modules) {
        String[] names = modules.length == 0 ? new String[] {""} : modules;
        return new Command.SubmitBuild(buildId, "request-" + buildId, spec(suite, names), 1_000);
    }

    /** The id of a class's unit. */
    public static String unitId(String className) {
        return "[engine:junit-jupiter]/[class:" + className + "]";
    }

    /** A planned test; its name is that of a method. */
    public static TestInfo test(String className, String method) {
        String id = unitId(className) + "/[method:" + method + "()]";
        return new TestInfo(id, unitId(className), className, method, method + "()", true, "");
    }

    /** The method of a parameterised test: a planned leaf that is no test. */
    public static TestInfo template(String className, String method) {
        TestInfo test = test(className, method);
        return new TestInfo(test.uniqueId(), test.unitId(), className, method, test.displayName(), false, "");
    }

    /** A test that a template registers. */
    public static TestInfo invocation(TestInfo template, int number) {
        String id = template.uniqueId() + "/[invocation:#" + number + "]";
        String name = template.name() + "[" + number + "]";
        return new TestInfo(
                id, template.unitId(), template.className(), name, "[" + number + "]", true, template.uniqueId());
    }

    /** A unit with planned tests of these names. */
    public static PlannedUnit unit(String className, String... methods) {
        return unit(className, Stream.of(methods).map(m -> test(className, m)).toArray(TestInfo[]::new));
    }

    /** A unit with these leaves. */
    public static PlannedUnit unit(String className, TestInfo... leaves) {
        return new PlannedUnit(unitId(className), className, List.of(leaves), false, false, Neighbours.ANY);
    }

    /** Units of the only module. */
    public static Command.AddPlan plan(String buildId, PlannedUnit... units) {
        return new Command.AddPlan(buildId, "", List.of(units));
    }

    /** An attempt of a test of the only module; its number counts from 1, its duration is in milliseconds. */
    public static Entry entry(TestInfo test, int number, Outcome outcome, long durationMs) {
        Attempt attempt = new Attempt(
                number, outcome, 2_000 + number, durationMs * 1_000, "worker-" + number, 1, null, null, null, false);
        return new Entry("", test, attempt);
    }

    /** The same attempt on another worker. */
    public static Entry on(String worker, Entry entry) {
        Attempt attempt = entry.attempt();
        return new Entry(
                entry.module(),
                entry.test(),
                new Attempt(
                        attempt.number(),
                        attempt.outcome(),
                        attempt.startedAtMs(),
                        attempt.durationUs(),
                        worker,
                        attempt.slot(),
                        attempt.failure(),
                        attempt.stdout(),
                        attempt.stderr(),
                        attempt.torn()));
    }

    /** A first attempt that passed in a millisecond. */
    public static Entry passed(TestInfo test) {
        return entry(test, 1, Outcome.PASSED, 1);
    }

    /** A first attempt that failed after a millisecond. */
    public static Entry failed(TestInfo test) {
        return entry(test, 1, Outcome.FAILED, 1);
    }

    /** Some attempts. */
    public static Command.RecordAttempts record(String buildId, Entry... entries) {
        return new Command.RecordAttempts(buildId, List.of(entries), 3_000);
    }

    /** The end of a lease of a unit of the only module. */
    public static Command.CloseUnit close(String buildId, String className, long leaseId) {
        return new Command.CloseUnit(buildId, "", unitId(className), leaseId, 100, 0, List.of(), List.of());
    }

    /** A green end. */
    public static Command.EndBuild end(String buildId) {
        return new Command.EndBuild(buildId, BuildStatus.GREEN, new BuildEnding(9_000, "", false, BuildAccount.NONE));
    }

    /** A whole build of one class, in which each attempt stands for itself. */
    public static void runBuild(Ledger ledger, String buildId, String suite, PlannedUnit unit, Entry... entries) {
        commit(ledger, submit(buildId, suite));
        commit(ledger, plan(buildId, unit));
        commit(ledger, record(buildId, entries));
        commit(ledger, close(buildId, unit.className(), 1));
        commit(ledger, end(buildId));
    }
}
