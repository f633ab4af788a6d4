package io.verdigrid.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.deployer.fleet.Share;
import io.verdigrid.deployer.target.Hook;
import io.verdigrid.deployer.target.SshFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pushes over a real sshd and rsync, to twelve hosts; skipped where they are not installed. */
class SshRolloutTest {
    @TempDir
    Path folder;

    @Test
    void goodReleaseReachesAllHostsAndABadOneComesBack() throws Exception {
        Path fleetFolder = Files.createDirectories(folder.resolve("fleet"));
        try (Deploying deploying = new Deploying(fleetFolder, 12);
                SshFleet ssh = SshFleet.start(
                        folder.resolve("keys"), List.copyOf(deploying.folders.keySet()), fleetFolder, Hook.NONE)) {
            deploying.target = ssh.target();
            Duration watch = Duration.ofSeconds(10);
            deploying.rhythm = new Plan.Rhythm(Duration.ZERO, watch, Duration.ofMinutes(2));
            deploying.steps = List.of(new Plan.Step(new Share(10, true), watch), new Plan.Step(Share.ALL, watch));
            deploying.deployer().submit(deploying.release("good"), Deploying.request("1"));
            deploying.settle();
            assertThat(deploying.push(1).progress().reason()).isEmpty();
            assertThat(deploying.push(1).state()).isEqualTo(PushState.DONE);
            assertThat(deploying.served()).containsExactly("good");

            deploying.kill();
            deploying.watch = view -> view.phase() == Watch.Phase.SOME ? Watch.Look.harm("slow") : Watch.Look.FINE;
            deploying.deployer().submit(deploying.release("bad"), Deploying.request("2"));
            deploying.settle();
            assertThat(deploying.push(2).state()).isEqualTo(PushState.BLOCKED);
            assertThat(deploying.served()).containsExactly("good");
        }
    }
}
