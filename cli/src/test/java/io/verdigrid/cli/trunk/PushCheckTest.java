package io.verdigrid.cli.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.fakes.GitFolder;
import io.verdigrid.protocol.trunk.v1.Block;
import io.verdigrid.protocol.trunk.v1.BlockCause;
import io.verdigrid.protocol.trunk.v1.Trunk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to a blocked branch, in a real repository: green, then two suspects, the second of which was red. */
class PushCheckTest {
    private static final String ZEROS = "0".repeat(40);

    @TempDir
    Path folder;

    private GitFolder git;
    private String before;
    private String green;
    private String suspect;
    private String red;

    @BeforeEach
    void commits() throws Exception {
        git = GitFolder.init(folder);
        before = git.commit("a", "0", "before");
        green = git.commit("a", "1", "green");
        suspect = git.commit("a", "2", "suspect");
        red = git.commit("b", "1", "red");
    }

    @Test
    void refusesWhatIsNoRemedy() throws Exception {
        git.commit("c", "1", "something else\n\nWe do not say fixes-build here: Fixes-Build: b7 is in a line\n");
        assertThat(refusal(redBuild()))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("verdigrid: main is BLOCKED:\n  1 of 2 tests failed (build:b7, ")
                        .contains("`Fixes-Build: b7`", "verdigrid trunk open --branch main"));
    }

    @Test
    void letsAFixThroughThatNamesTheBuild() throws Exception {
        git.commit("c", "1", "repair\n\nFixes-Build: b7");
        assertThat(refusal(redBuild())).isEmpty();
    }

    @Test
    void refusesAFixOfAnotherBuild() throws Exception {
        git.commit("c", "1", "repair\n\nFixes-Build: b8");
        assertThat(refusal(redBuild())).isPresent();
    }

    @Test
    void letsTheRevertOfASuspectThrough() throws Exception {
        git.ok("revert", "--no-edit", suspect);
        git.commit("d", "1", "and something on top");
        assertThat(refusal(redBuild())).isEmpty();
    }

    @Test
    void refusesTheRevertOfWhatIsNoSuspect() throws Exception {
        git.ok("revert", "--no-edit", "-X", "theirs", green);
        assertThat(refusal(redBuild())).isPresent();
    }

    @Test
    void withoutAKnownGreenOneOnlyTheRedRevisionIsSuspect() throws Exception {
        Block unknown = redBuild().toBuilder().setGreenRevision("").build();
        git.ok("revert", "--no-edit", suspect);
        assertThat(refusal(unknown)).isPresent();
        git.ok("reset", "-q", "--hard", red);
        git.ok("revert", "--no-edit", red);
        assertThat(refusal(unknown)).isEmpty();
    }

    @Test
    void aRevisionThatTheRepositoryDoesNotHaveIsNoSuspect() throws Exception {
        Block elsewhere = redBuild().toBuilder().setRevision("not-a-hash").build();
        git.ok("revert", "--no-edit", suspect);
        assertThat(refusal(elsewhere)).isPresent();
    }

    @Test
    void letsNothingThroughWhatAPersonHasBlocked() throws Exception {
        git.commit("c", "1", "repair\n\nFixes-Build: demo\nFixes-Build: b7");
        Block person = Block.newBuilder()
                .setKey("demo")
                .setCause(BlockCause.BLOCK_CAUSE_PERSON)
                .setReason("demo at noon")
                .setBy("ada")
                .build();
        assertThat(refusal(redBuild(), person))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("demo at noon").doesNotContain("Fixes-Build"));
    }

    @Test
    void aNewBranchBringsWhatNoOtherHas() throws Exception {
        PushCheck check = new PushCheck(new GitRepository(folder), new TrunkText(0));
        Push created = new Push(ZEROS, git.head(), "refs/heads/main");
        assertThat(check.refusal(created, List.of(trunk(redBuild())))).isPresent();
    }

    @Test
    void tagsAndDeletionsAreNobodysGate() {
        assertThat(new Push(before, ZEROS, "refs/heads/main").branch()).isEmpty();
        assertThat(new Push(ZEROS, red, "refs/tags/v1").branch()).isEmpty();
        assertThat(Push.parse(before + " " + red + " refs/heads/a/b\n").branch())
                .contains("a/b");
        assertThatThrownBy(() -> Push.parse("nonsense"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'nonsense'");
    }

    private Optional<String> refusal(Block... blocks) throws Exception {
        PushCheck check = new PushCheck(new GitRepository(folder), new TrunkText(0));
        return check.refusal(new Push(red, git.head(), "refs/heads/main"), List.of(trunk(blocks)));
    }

    private static Trunk trunk(Block... blocks) {
        return Trunk.newBuilder()
                .setBranch("main")
                .addAllBlocks(List.of(blocks))
                .build();
    }

    private Block redBuild() {
        return Block.newBuilder()
                .setKey("build:b7")
                .setCause(BlockCause.BLOCK_CAUSE_RED_BUILD)
                .setReason("1 of 2 tests failed")
                .setBuildId("b7")
                .setRevision(red)
                .setGreenRevision(green)
                .build();
    }
}
