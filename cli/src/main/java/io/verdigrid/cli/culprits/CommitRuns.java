package io.verdigrid.cli.culprits;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs tests of a commit, each run a build of its own, so that each has a new JVM. Thread-safe. */
public final class CommitRuns {
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

    private final BuildClient client;
    private final BuildSpec like;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** Builds like this one, which has neither revision nor modules. */
    public CommitRuns(BuildClient client, BuildSpec like) {
        this.client = client;
        this.like = like;
    }

    /** So many runs of these tests. */
    Map<RedTest, Tally> run(String revision, List<ModuleSpec> modules, Set<RedTest> tests, int times) {
        Map<RedTest, Tally> tallies = new HashMap<>();
        if (modules.isEmpty()) {
            // What is not there does not fail.
            tests.forEach(test -> tallies.put(test, new Tally(0, times)));
            return tallies;
        }
        BuildSpec spec =
                like.toBuilder().setRevision(revision).addAllModules(modules).build();
        List<String> builds = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String id = client.submit(spec).getId();
            running.add(id);
            builds.add(id);
        }
        for (String id : builds) {
            Build ended = client.watch(id, new BuildListener() {});
            running.remove(id);
            read(ended, modules.size() == 1, tests).forEach((test, tally) -> tallies.merge(test, tally, Tally::plus));
        }
        return tallies;
    }

    /** Ends what runs. */
    public void cancel() {
        for (String id : running) {
            try {
                client.cancel(id, "whoever looked for culprits gave up", CANCEL_PATIENCE);
            } catch (Problem gone) {
                // The coordinator is away; the build ends by itself.
            }
        }
    }

    private Map<RedTest, Tally> read(Build build, boolean oneModule, Set<RedTest> tests) {
        boolean noTests = build.getStatus() == BuildStatus.BUILD_STATUS_ERROR && build.getBadInput();
        if (!noTests
                && build.getStatus() != BuildStatus.BUILD_STATUS_GREEN
                && build.getStatus() != BuildStatus.BUILD_STATUS_RED) {
            throw Problem.grid("build " + build.getId() + " of revision "
                    + build.getSpec().getRevision() + " ended " + Words.of(build.getStatus()) + ": "
                    + build.getReason());
        }
        List<TestVerdict> verdicts = noTests ? List.of() : client.verdicts(build.getId());
        Map<RedTest, Tally> tallies = new HashMap<>();
        tests.forEach(test -> tallies.put(test, tally(test, verdicts, oneModule)));
        return tallies;
    }

    private static Tally tally(RedTest test, List<TestVerdict> verdicts, boolean oneModule) {
        boolean classFailed = false;
        for (TestVerdict verdict : verdicts) {
            if (!oneModule && !test.module().isEmpty() && !test.module().equals(verdict.getModule())) {
                continue;
            }
            boolean red = Words.isBad(verdict.getVerdict());
            if (verdict.getTest().getUniqueId().equals(test.uniqueId())) {
                boolean noAnswer =
                        verdict.getVerdict() == Verdict.VERDICT_LOST || verdict.getVerdict() == Verdict.VERDICT_NOT_RUN;
                return noAnswer ? Tally.NONE : red ? new Tally(1, 0) : new Tally(0, 1);
            }
            // A class that cannot be loaded, or fails before its tests, stands for all of them.
            classFailed |= red
                    && !verdict.getTest().getIsTest()
                    && verdict.getTest().getClassName().equals(test.className());
        }
        return classFailed ? new Tally(1, 0) : new Tally(0, 1);
    }
}
