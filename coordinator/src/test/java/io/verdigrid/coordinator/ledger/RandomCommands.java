package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BlockCause;
import io.verdigrid.coordinator.model.Issue;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.TrunkBlock;
import io.verdigrid.coordinator.store.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands in any order that the state machine could ever see, and some that it never should; the same for the same seed. */
final class RandomCommands {
    private static final String[] MODULES = {"", "web"};
    private static final int CLASSES = 4;
    private static final int METHODS = 4;

    private final Random random;
    private int lease;

    RandomCommands(long seed) {
        random = new Random(seed);
    }

    List<Command> list(int count) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.OfOutbox(new OutboxCommand.Wanted(true)));
        commands.add(Sample.submit("b0", "suite", MODULES));
        while (commands.size() < count) {
            commands.add(next());
        }
        return commands;
    }

    private Command next() {
        String build = "b" + random.nextInt(4);
        String module = MODULES[random.nextInt(MODULES.length)];
        int kind = random.nextInt(100);
        if (kind == 96) {
            return new Command.ForgetBuild(build, List.of("request-" + build, "request-b0"));
        }
        if (kind == 97) {
            int runs = random.nextInt(8) - 1;
            Command.ForgetPast.OldUnit old = new Command.ForgetPast.OldUnit(1, Sample.unitId(className()), runs);
            return new Command.ForgetPast(List.of(old), random.nextInt(3));
        }
        if (kind < 6) {
            return Sample.submit(build, random.nextBoolean() ? "suite" : "other", MODULES);
        } else if (kind < 18) {
            return new Command.AddPlan(build, module, List.of(unit()));
        } else if (kind < 20) {
            return new Command.ClosePlan(build, module, List.of("warning"));
        } else if (kind < 80) {
            List<Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                TestInfo test = anyTest();
                entries.add(new Entry(module, test, attempt()));
            }
            String variant = random.nextBoolean() ? "jdk=17" : "";
            return new Command.RecordAttempts(build, entries, variant, random.nextInt(1_000));
        } else if (kind < 98) {
            return closing(build, module);
        }
        if (kind == 98) {
            return Sample.end(build);
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Command.OfTrunk(trunk());
            case 1 -> new Command.OfOutbox(outbox());
            default -> new Command.OfIssues(issues());
        };
    }

    private IssueCommand issues() {
        String signature = "s" + random.nextInt(3);
        if (random.nextInt(4) == 0) {
            return new IssueCommand.Tracked("suite", signature, 1 + random.nextInt(3), "#1");
        }
        IssueCommand.Cluster cluster =
                new IssueCommand.Cluster(signature, Issue.Kind.FAILING, "title", List.of("a.B#c"));
        return new IssueCommand.Seen(
                "suite", "b" + random.nextInt(9), "same", random.nextBoolean(), random.nextInt(9), List.of(cluster));
    }

    private OutboxCommand outbox() {
        String sink = "sink" + random.nextInt(2);
        return new OutboxCommand.Told(1 + random.nextInt(4), sink, List.of("sink0", "sink1"));
    }

    private TrunkCommand trunk() {
        String suite = random.nextBoolean() ? "suite" : "";
        if (random.nextBoolean()) {
            return new TrunkCommand.Open("main", suite, "", "somebody", "", random.nextInt(1_000));
        }
        TrunkBlock block = new TrunkBlock(
                "k" + random.nextInt(20), BlockCause.PERSON, "why", "somebody", 5, 0, TrunkBlock.RedBuild.none("r"));
        return new TrunkCommand.Block("main", suite, block);
    }

    private Command closing(String build, String module) {
        List<String> done = new ArrayList<>();
        List<String> vanished = new ArrayList<>();
        String className = className();
        for (int method = 0; method < METHODS; method++) {
            if (random.nextInt(4) == 0) {
                (random.nextBoolean() ? done : vanished)
                        .add(leaf(className, method).uniqueId());
            }
        }
        long id = random.nextInt(5) == 0 ? lease : ++lease;
        return new Command.CloseUnit(
                build,
                module,
                Sample.unitId(className),
                id,
                random.nextInt(5_000),
                random.nextInt(500),
                done,
                vanished);
    }

    private String className() {
        return "p" + random.nextInt(2) + ".C" + random.nextInt(CLASSES);
    }

    private PlannedUnit unit() {
        String className = className();
        TestInfo[] leaves = new TestInfo[1 + random.nextInt(METHODS)];
        for (int method = 0; method < leaves.length; method++) {
            leaves[method] = leaf(className, method);
        }
        return Sample.unit(className, leaves);
    }

    /** Every other method is a template. */
    private static TestInfo leaf(String className, int method) {
        return method % 2 == 0 ? Sample.test(className, "m" + method) : Sample.template(className, "m" + method);
    }

    private TestInfo anyTest() {
        TestInfo leaf = leaf(className(), random.nextInt(METHODS));
        boolean registered = !leaf.isTest() && random.nextInt(4) > 0;
        return registered ? Sample.invocation(leaf, random.nextInt(3)) : leaf;
    }

    private Attempt attempt() {
        Outcome[] outcomes = Outcome.values();
        Outcome outcome = random.nextInt(3) > 0 ? Outcome.PASSED : outcomes[random.nextInt(outcomes.length)];
        return new Attempt(
                1 + random.nextInt(3),
                outcome,
                random.nextInt(100_000),
                random.nextInt(2_000_000),
                "worker-" + random.nextInt(3),
                random.nextInt(2),
                null,
                null,
                null,
                random.nextInt(8) == 0);
    }
}
