package io.verdigrid.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.deployer.fleet.Share;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dies before and after each act and each line of its journal, and is started again. */
class KilledDeployerTest {
    private static final int HOSTS = 2;

    @TempDir
    Path folder;

    @Test
    void goesOnFromAnyPoint() throws Exception {
        for (int point = 1, points = actsOf(Watch.BLIND); point <= points; point++) {
            Path here = Files.createDirectories(folder.resolve("good-" + point));
            try (Deploying deploying = new Deploying(here, HOSTS)) {
                run(deploying, point);
                assertThat(deploying.served())
                        .as("killed at " + at(deploying, point))
                        .containsExactly("new");
                assertThat(deploying.push(1).state()).isEqualTo(PushState.DONE);
                assertNobodyHolds(deploying);
            }
        }
    }

    @Test
    void rollsBackFromAnyPoint() throws Exception {
        Watch harm = view -> view.phase() == Watch.Phase.SOME ? Watch.Look.harm("errors doubled") : Watch.Look.FINE;
        for (int point = 1, points = actsOf(harm); point <= points; point++) {
            Path here = Files.createDirectories(folder.resolve("bad-" + point));
            try (Deploying deploying = new Deploying(here, HOSTS)) {
                deploying.watch = harm;
                run(deploying, point);
                assertThat(deploying.served())
                        .as("killed at " + at(deploying, point))
                        .containsExactly(Deploying.OLD);
                assertThat(deploying.push(1).state()).isEqualTo(PushState.BLOCKED);
                assertThat(deploying.blocked).isNotEmpty().allMatch("push-1 errors doubled"::equals);
                assertThat(deploying.deployer().condemned()).containsEntry("new", "errors doubled");
                assertNobodyHolds(deploying);
            }
        }
    }

    /** How many acts it has where nobody kills it. */
    private int actsOf(Watch watch) throws Exception {
        Path here = Files.createDirectories(folder.resolve("whole"));
        try (Stream<Path> left = Files.list(here)) {
            assertThat(left).isEmpty();
        }
        try (Deploying deploying = new Deploying(here, HOSTS)) {
            deploying.watch = watch;
            run(deploying, Integer.MAX_VALUE);
            assertThat(deploying.acts).contains("before stage", "after activate", "after Moved");
            return deploying.acts.size();
        } finally {
            io.verdigrid.deployer.target.FileTree.delete(here);
        }
    }

    private static void run(Deploying deploying, int point) throws Exception {
        // Few looks: each is as good a point as the next.
        Duration watch = Duration.ofSeconds(10);
        deploying.rhythm = new Plan.Rhythm(Duration.ZERO, watch, Duration.ofMinutes(2));
        deploying.steps = List.of(new Plan.Step(new Share(1, false), watch), new Plan.Step(Share.ALL, watch));
        deploying.release("new");
        deploying.actsToLive = point;
        try {
            deploying.deployer().submit(deploying.release("new"), Deploying.request("r1"));
            deploying.settle();
        } catch (Deploying.Killed killed) {
            deploying.kill();
            deploying.actsToLive = Integer.MAX_VALUE;
            // Whoever got no answer asks again.
            deploying.deployer().submit(deploying.release("new"), Deploying.request("r1"));
            deploying.deployer().giveBack();
            deploying.settle();
        }
        assertThat(deploying.deployer().pushes()).hasSize(1);
    }

    private static String at(Deploying deploying, int point) {
        return deploying.acts.size() >= point ? deploying.acts.get(point - 1) : "";
    }

    private static void assertNobodyHolds(Deploying deploying) throws Exception {
        assertThat(deploying.deployer().fleet()).allSatisfy(host -> {
            assertThat(host.holder()).isEmpty();
            assertThat(host.problem()).isEmpty();
        });
    }
}
