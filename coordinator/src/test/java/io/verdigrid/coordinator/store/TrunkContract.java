package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.failed;
import static io.verdigrid.coordinator.store.Sample.passed;
import static io.verdigrid.coordinator.store.Sample.plan;
import static io.verdigrid.coordinator.store.Sample.record;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.TrunkCommand;
import io.verdigrid.coordinator.model.BlockCause;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Selection;
import io.verdigrid.coordinator.model.Trunk;
import io.verdigrid.coordinator.model.TrunkBlock;
import io.verdigrid.protocol.Digest;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every store does with trunks. */
abstract class TrunkContract extends ContractPart {
    @Test
    void aRedBuildBlocksItsTrunkAndTheNextGreenOneOpensIt() {
        ends("b1", "main", BuildStatus.GREEN);
        ends("b2", "main", BuildStatus.RED);

        assertThat(trunk("main").blocks()).singleElement().satisfies(block -> {
            assertThat(block.key()).isEqualTo("build:b2");
            assertThat(block.cause()).isEqualTo(BlockCause.RED_BUILD);
            assertThat(block.reason()).isEqualTo("build b2 is red: 1 of 2 tests");
            assertThat(block.sinceMs()).isEqualTo(9_000);
            assertThat(block.build().revision()).isEqualTo("r-b2");
            assertThat(block.build().greenRevision()).isEqualTo("r-b1");
        });

        ends("b3", "main", BuildStatus.GREEN);
        assertThat(trunk("main").blocks()).isEmpty();
        assertThat(trunk("main").opened().reason()).isEqualTo("build b3 is green");
    }

    @Test
    void aBlockSurvivesARestart() {
        ends("b1", "main", BuildStatus.RED);
        List<Trunk> before = store().trunks().trunks("");
        assertThat(restart().trunks().trunks("")).isEqualTo(before).hasSize(1);
        ends("b2", "main", BuildStatus.GREEN);
        assertThat(trunk("main").blocks()).isEmpty();
    }

    @Test
    void otherLanesOtherBranchesAndOtherEndsBlockNothing() {
        ends("b1", "feature/x", BuildStatus.RED);
        ends("b2", "", BuildStatus.RED);
        ends("b3", "main", BuildStatus.ERROR);
        ends("b4", "main", BuildStatus.CANCELLED);
        commit(submit("b5", "main", Lane.HYPOTHESIS, "a.B"));
        end("b5", BuildStatus.RED);
        commit(submit("b6", "main", Lane.HUNT, "a.B"));
        end("b6", BuildStatus.RED);
        assertThat(store().trunks().trunks("")).isEmpty();
    }

    @Test
    void aGreenBuildOfOtherTestsOrOfAnotherSuiteDoesNotOpen() {
        ends("b1", "main", BuildStatus.RED);
        commit(submit("b2", "main", Lane.MAIN, "a.Other"));
        end("b2", BuildStatus.GREEN);
        commit(submit("b3", "main", Lane.HYPOTHESIS, "a.B"));
        end("b3", BuildStatus.GREEN);
        assertThat(trunk("main").blocks()).hasSize(1);
    }

    @Test
    void theOrderOfSubmissionsCountsAndNotThatOfTheEnds() {
        commit(submit("b1", "main", Lane.MAIN, "a.B"));
        commit(submit("b2", "main", Lane.MAIN, "a.B"));
        commit(submit("b3", "main", Lane.MAIN, "a.B"));
        end("b2", BuildStatus.RED);
        end("b1", BuildStatus.GREEN);
        assertThat(trunk("main").blocks()).hasSize(1);
        end("b3", BuildStatus.GREEN);
        assertThat(trunk("main").blocks()).isEmpty();

        commit(submit("b4", "main", Lane.MAIN, "a.B"));
        commit(submit("b5", "main", Lane.MAIN, "a.B"));
        end("b5", BuildStatus.GREEN);
        end("b4", BuildStatus.RED);
        assertThat(trunk("main").blocks())
                .as("b5 has shown that it is green again")
                .isEmpty();
    }

    @Test
    void aPersonsBlockStaysUntilAPersonTakesItAway() {
        assertThat(trunk(block("main", "", "demo"))).containsExactly(Answer.ACCEPTED);
        assertThat(trunk(block("main", "", "demo"))).containsExactly(Answer.DUPLICATE);
        ends("b1", "main", BuildStatus.GREEN);
        assertThat(store().trunks().trunks("main")).hasSize(2);
        assertThat(store().trunks().trunks("main").get(0).blocks()).hasSize(1);

        assertThat(trunk(new TrunkCommand.Open("main", "", "", "ada", "over", 5_000)))
                .containsExactly(Answer.ACCEPTED);
        assertThat(trunk("main").blocks()).isEmpty();
        assertThat(trunk("main").opened()).isEqualTo(new Trunk.Opening(5_000, "ada", "over"));
        assertThat(trunk(block("main", "", "demo"))).as("said again late").containsExactly(Answer.DUPLICATE);
        assertThat(trunk("main").blocks()).isEmpty();
    }

    @Test
    void oneOfSeveralBlocksIsTakenAwayByItsKey() {
        trunk(block("main", "", "one"));
        trunk(block("main", "s", "two"));
        trunk(new TrunkCommand.Open("main", "", "one", "ada", "", 5_000));
        assertThat(store().trunks().trunks("main"))
                .extracting(trunk -> trunk.blocks().size())
                .containsExactly(0, 1);
    }

    @Test
    void theGateIsASetting() {
        assertThat(trunk(new TrunkCommand.Gate(List.of("release/*")))).containsExactly(Answer.ACCEPTED);
        assertThat(trunk(new TrunkCommand.Gate(List.of("release/*")))).containsExactly(Answer.DUPLICATE);
        restart();
        ends("b1", "main", BuildStatus.RED);
        ends("b2", "release/1.2", BuildStatus.RED);
        ends("b3", "a/release/1.2", BuildStatus.RED);
        assertThat(store().trunks().trunks("")).extracting(Trunk::branch).containsExactly("release/1.2");
    }

    private static TrunkCommand block(String branch, String suite, String key) {
        TrunkBlock block =
                new TrunkBlock(key, BlockCause.PERSON, "no pushes", "ada", 4_000, 0, TrunkBlock.RedBuild.none(""));
        return new TrunkCommand.Block(branch, suite, block);
    }

    private List<Answer> trunk(TrunkCommand command) {
        return commit(new Command.OfTrunk(command));
    }

    private Trunk trunk(String branch) {
        return store().trunks().trunks(branch).get(0);
    }

    private void ends(String buildId, String branch, BuildStatus status) {
        commit(submit(buildId, branch, Lane.MAIN, "a.B"));
        commit(plan(buildId, unit("p.First", "a", "b")));
        commit(record(buildId, passed(Sample.test("p.First", "a")), failed(Sample.test("p.First", "b"))));
        end(buildId, status);
    }

    private void end(String buildId, BuildStatus status) {
        commit(new Command.EndBuild(buildId, status, new BuildEnding(9_000, "", false, BuildAccount.NONE)));
    }

    private static Command.SubmitBuild submit(String buildId, String branch, Lane lane, String selectClass) {
        List<String> none = List.of();
        Selection selection = new Selection(
                List.of(), List.of(selectClass), none, none, none, none, none, none, none, none, none, new TreeMap<>());
        BuildSpec spec = new BuildSpec(
                "s",
                "r-" + buildId,
                branch,
                List.of(new ModuleSpec("", Digest.of("bundle of " + buildId), selection)),
                BuildSettings.DEFAULT.in(lane),
                List.of());
        return new Command.SubmitBuild(buildId, "request-" + buildId, spec, 1_000);
    }
}
