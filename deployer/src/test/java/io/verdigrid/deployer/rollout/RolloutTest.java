package io.verdigrid.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.deployer.fleet.Share;
import io.verdigrid.deployer.target.Lease;
import io.verdigrid.deployer.target.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {
    @TempDir
    Path folder;

    private Deploying deploying;

    @BeforeEach
    void fleet() throws IOException {
        deploying = new Deploying(folder, 12);
    }

    @AfterEach
    void end() throws IOException {
        deploying.close();
    }

    private Push push(String release, String... words) throws Exception {
        Set<Request.Word> said = words.length == 0 ? Set.of() : Set.of(Request.Word.valueOf(words[0]));
        Request request = new Request(
                release + words.length,
                "ann",
                "artifact.tar",
                "b",
                "",
                said,
                List.of(new Request.Change(release, "ann")));
        return deploying.deployer().submit(deploying.release(release), request);
    }

    private PushState state(long id) throws IOException {
        return deploying.push(id).state();
    }

    @Test
    void switchesATenthThenAll() throws Exception {
        List<String> seen = new ArrayList<>();
        deploying.watch = view -> {
            seen.add(view.phase() + " " + view.switched().size() + "/"
                    + view.control().size() + " " + view.since().toSeconds() + "s");
            return Watch.Look.FINE;
        };
        push("new");
        deploying.settle();
        assertThat(state(1)).isEqualTo(PushState.DONE);
        assertThat(deploying.served()).containsExactly("new");
        assertThat(seen).startsWith("BASELINE 0/12 0s", "BASELINE 0/12 10s", "BASELINE 0/12 20s", "SOME 2/10 0s");
        assertThat(seen).contains("SOME 2/10 60s", "ALL 12/0 0s").endsWith("ALL 12/0 300s");
    }

    @Test
    void hostsThatRunNothingAreNotAskedBeforeTheirFirstRelease() throws Exception {
        Files.delete(Objects.requireNonNull(deploying.folders.get("host-03")).resolve("current"));
        List<String> asked = new ArrayList<>();
        deploying.watch = view -> {
            asked.add(view.phase() + " " + view.control().contains("host-03"));
            return Watch.Look.FINE;
        };
        deploying.release("new");
        // The fleet's invariant does not hold before its first release.
        deploying.checked = false;
        push("new");
        deploying.settle();
        assertThat(asked).contains("BASELINE false", "SOME true").doesNotContain("BASELINE true");
        assertThat(deploying.served()).containsExactly("new");
    }

    @Test
    void goesBackWhenTheFleetSuffersAfterAllAreSwitched() throws Exception {
        deploying.watch = view -> view.phase() == Watch.Phase.ALL ? Watch.Look.harm("orders -20 %") : Watch.Look.FINE;
        push("new");
        deploying.settle();
        assertThat(state(1)).isEqualTo(PushState.BLOCKED);
        assertThat(deploying.served()).containsExactly(Deploying.OLD);
        assertThat(deploying.push(1).progress().reason()).isEqualTo("orders -20 %");
    }

    @Test
    void neverRollsOutAgainWhatWasRolledBackWithoutAWord() throws Exception {
        deploying.watch = view -> view.phase() == Watch.Phase.SOME ? Watch.Look.harm("slow") : Watch.Look.FINE;
        push("bad");
        deploying.settle();
        assertThatThrownBy(() -> deploying.deployer().submit(deploying.release("bad"), Deploying.request("another")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("was rolled back (slow); --again");
        deploying.kill();
        deploying.watch = Watch.BLIND;
        push("bad", "AGAIN");
        deploying.settle();
        assertThat(deploying.served()).containsExactly("bad");
    }

    @Test
    void releaseThatDoesNotStartIsTakenBack() throws Exception {
        deploying.hookCommand =
                List.of("sh", "-c", "test \"$VERDIGRID_RELEASE\" != broken || { echo port is taken; exit 7; }");
        push("broken");
        deploying.settle();
        assertThat(state(1)).isEqualTo(PushState.BLOCKED);
        assertThat(deploying.push(1).progress().reason())
                .contains("host-01 (the reload hook ended with status 7: port is taken)");
        assertThat(deploying.served()).containsExactly(Deploying.OLD);
    }

    @Test
    void trunkIsBlockedOnceTheGateAnswers() throws Exception {
        deploying.watch = view -> view.phase() == Watch.Phase.SOME ? Watch.Look.harm("slow") : Watch.Look.FINE;
        deploying.gateAnswers = false;
        push("bad");
        deploying.settle();
        assertThat(state(1)).isEqualTo(PushState.ROLLED_BACK);
        assertThat(deploying.served()).containsExactly(Deploying.OLD);
        deploying.gateAnswers = true;
        deploying.settle();
        assertThat(state(1)).isEqualTo(PushState.BLOCKED);
        assertThat(deploying.blocked).containsExactly("push-1 slow");
    }

    @Test
    void peopleAreToldOfEveryEndOnceSomebodyTells() throws Exception {
        deploying.gateAnswers = false;
        push("first");
        deploying.settle();
        deploying.kill();
        deploying.watch = view -> view.phase() == Watch.Phase.SOME ? Watch.Look.harm("slow") : Watch.Look.FINE;
        push("bad");
        deploying.settle();
        assertThat(deploying.told).isEmpty();
        deploying.kill();
        deploying.gateAnswers = true;
        deploying.settle();
        assertThat(deploying.told).containsExactly(Map.entry(1L, "1 DONE"), Map.entry(2L, "2 ROLLED-BACK"));
        deploying.kill();
        deploying.told.clear();
        deploying.settle();
        assertThat(deploying.told).as("after a restart").isEmpty();
    }

    @Test
    void unreachableHostIsToleratedAndBroughtUpToDateOnReturn() throws Exception {
        deploying.tolerated = new Share(1, false);
        deploying.away.add("host-05");
        push("new");
        deploying.settle();
        assertThat(state(1)).isEqualTo(PushState.DONE);
        assertThat(deploying.served()).containsExactly("new", Deploying.OLD);
        assertThat(deploying.deployer().fleet().get(4).missed()).isEqualTo("no answer");
        deploying.kill();
        deploying.away.clear();
        deploying.settle();
        assertThat(deploying.served()).containsExactly("new");
        assertThat(deploying.deployer().fleet()).allMatch(host -> host.missed().isEmpty());
    }

    @Test
    void tooManyUnreachableHostsStopAPushBeforeAnythingIsSwitched() throws Exception {
        deploying.tolerated = new Share(1, false);
        deploying.away.addAll(Set.of("host-05", "host-06"));
        push("new");
        deploying.settle();
        assertThat(state(1)).isEqualTo(PushState.ROLLED_BACK);
        assertThat(deploying.push(1).progress().reason())
                .startsWith("2 of 12 hosts do not answer, and 1 are tolerated");
        assertThat(deploying.deployer().condemned()).isEmpty();
    }

    @Test
    void hostThatGoesWithTheBadReleaseIsTakenBackWhenItReturns() throws Exception {
        deploying.watch = view -> {
            if (view.phase() == Watch.Phase.SOME) {
                deploying.away.add("host-01");
                return Watch.Look.harm("slow");
            }
            return Watch.Look.FINE;
        };
        push("bad");
        deploying.settle();
        assertThat(deploying.served()).containsExactly("bad", Deploying.OLD);
        assertThat(deploying.push(1).progress().reason()).isEqualTo("slow; not undone yet on host-01 (no answer)");
        deploying.away.clear();
        deploying.settle();
        assertThat(deploying.served()).containsExactly(Deploying.OLD);
    }

    @Test
    void newestIsPushedAndTakesTheOthersChangesAlong() throws Exception {
        push("one");
        push("two");
        push("three");
        deploying.settle();
        assertThat(deploying.served()).containsExactly("three");
        assertThat(state(1)).isEqualTo(PushState.OVERTAKEN);
        assertThat(state(2)).isEqualTo(PushState.OVERTAKEN);
        assertThat(deploying.push(3).request().changes())
                .extracting(Request.Change::revision)
                .containsExactly("three", "two", "one");
    }

    @Test
    void pausedPushIsWatchedAndGoesNoFurther() throws Exception {
        int[] looks = {0};
        deploying.watch = view -> {
            if (view.phase() == Watch.Phase.SOME && ++looks[0] == 1) {
                order(Orders.Order.PAUSE);
            } else if (looks[0] == 50) {
                order(Orders.Order.RESUME);
            }
            return Watch.Look.FINE;
        };
        push("new");
        deploying.settle();
        assertThat(looks[0]).isGreaterThan(50);
        assertThat(state(1)).isEqualTo(PushState.DONE);
    }

    private void order(Orders.Order order) {
        try {
            if (order == Orders.Order.PAUSE) {
                deploying.deployer().pause(1, "bob", "");
            } else {
                deploying.deployer().resume(1, "bob", "");
            }
        } catch (Refused | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oopsUndoesMyLastPush() throws Exception {
        push("new");
        deploying.settle();
        deploying.deployer().undoLast("ann", "typo");
        deploying.settle();
        assertThat(deploying.served()).containsExactly(Deploying.OLD);
        assertThat(state(1)).isEqualTo(PushState.ROLLED_BACK);
        assertThat(deploying.push(1).progress().reason()).isEqualTo("stopped by ann: typo");
        assertThatThrownBy(() -> deploying.deployer().undoLast("bob", "")).hasMessage("there is no push by bob");
    }

    @Test
    void keepsFiveReleasesAndTheOneToGoBackTo() throws Exception {
        for (int i = 1; i <= 8; i++) {
            push("r" + i);
            deploying.settle();
        }
        assertThat(deploying.deployer().fleet())
                .allSatisfy(host -> assertThat(host.releases()).containsExactly("r4", "r5", "r6", "r7", "r8"));
    }

    @Test
    void secondDeployerWaitsAndTakesOverWhenTheFirstIsSilent() throws Exception {
        push("new");
        while (deploying.deployer().pushes().get(0).state() != PushState.WATCH) {
            deploying.deployer().advance();
        }
        try (Deploying other = new Deploying(Files.createDirectories(folder.resolve("other")), 0)) {
            other.folders.putAll(deploying.folders);
            other.owner = "deployer-2";
            Release release = other.release("theirs");
            other.deployer().submit(release, Deploying.request("x"));
            assertThat(other.deployer().advance()).isFalse();
            assertThat(other.deployer().waitsFor()).isEqualTo("deployer deployer-1 holds the fleet");
            other.time.nanos += 121_000_000_000L;
            other.settle();
            assertThat(other.served()).containsExactly("theirs");
            deploying.settle();
            assertThat(state(1)).isEqualTo(PushState.TAKEN_OVER);
            assertThat(deploying.served()).containsExactly("theirs");
        }
    }

    @Test
    void leaseOfAnOlderNumberIsRefusedByTheHost() throws Exception {
        Lease held = new Lease(7, "a", 1);
        assertThat(held.refuses(new Lease(6, "b", 9))).isTrue();
        assertThat(held.refuses(new Lease(7, "b", 9))).isTrue();
        assertThat(held.refuses(new Lease(7, "a", 2))).isFalse();
        assertThat(held.refuses(new Lease(8, "b", 1))).isFalse();
    }

    @Test
    void damagedJournalIsRefusedAndATornLineIsCutOff() throws Exception {
        push("new");
        deploying.settle();
        deploying.kill();
        Path journal = folder.resolve("deployer-1.journal");
        String whole = Files.readString(journal);
        Files.writeString(journal, whole + "12345678 {\"fact\":\"mo");
        assertThat(state(1)).isEqualTo(PushState.DONE);
        deploying.kill();
        assertThat(Files.readString(journal)).isEqualTo(whole);
        Files.writeString(journal, whole.replace("DONE", "DOOM"));
        assertThatThrownBy(() -> deploying.deployer()).hasMessageContaining("the file is damaged");
        Files.writeString(journal, whole);
    }
}
