package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.passed;
import static io.verdigrid.coordinator.store.Sample.plan;
import static io.verdigrid.coordinator.store.Sample.record;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.ledger.CertificateCommand;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.store.CertificateStore.Stored;
import io.verdigrid.protocol.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does with certificates. */
abstract class CertificateContract extends ContractPart {
    private static final Optional<Digest> ARTIFACT = Optional.of(Digest.of("artifact"));

    @Test
    void aGreenBuildOfAnArtifactPutsOneIntoTheOutboxThatSurvivesARestart() {
        ends("b1", ARTIFACT, Lane.MAIN, BuildStatus.GREEN);
        List<Stored> before = store().certificates().certificates(true, 10);
        assertThat(before).containsExactly(new Stored("b1", true, "", List.of()));
        assertThat(restart().certificates().certificates(true, 10)).isEqualTo(before);
        assertThat(store().builds().build("b1").orElseThrow().spec().artifact()).isEqualTo(ARTIFACT);
    }

    @Test
    void noOtherBuildHasOne() {
        ends("b1", ARTIFACT, Lane.MAIN, BuildStatus.RED);
        ends("b2", ARTIFACT, Lane.HYPOTHESIS, BuildStatus.GREEN);
        ends("b3", Optional.empty(), Lane.MAIN, BuildStatus.GREEN);
        assertThat(store().certificates().certificates(false, 10)).isEmpty();
        assertThat(apply(new CertificateCommand.Sign("b1", "{}"))).isEqualTo(Answer.TOO_LATE);
    }

    @Test
    void isSignedOnceAndAcknowledgedOnce() {
        ends("b1", ARTIFACT, Lane.MAIN, BuildStatus.GREEN);
        assertThat(apply(new CertificateCommand.Sign("b1", "first"))).isEqualTo(Answer.ACCEPTED);
        assertThat(apply(new CertificateCommand.Sign("b1", "second"))).isEqualTo(Answer.DUPLICATE);
        assertThat(apply(new CertificateCommand.Acknowledge("b1"))).isEqualTo(Answer.ACCEPTED);
        assertThat(apply(new CertificateCommand.Acknowledge("b1"))).isEqualTo(Answer.DUPLICATE);
        assertThat(store().certificates().certificates(true, 10)).isEmpty();
        assertThat(restart().certificates().certificate("b1")).contains(new Stored("b1", false, "first", List.of()));
    }

    @Test
    void newestComesFirst() {
        for (String build : List.of("b1", "b2", "b3")) {
            ends(build, ARTIFACT, Lane.MAIN, BuildStatus.GREEN);
        }
        assertThat(store().certificates().certificates(true, 2))
                .extracting(Stored::buildId)
                .containsExactly("b3", "b2");
    }

    private Answer apply(CertificateCommand command) {
        return commit(new Command.OfCertificate(command)).get(0);
    }

    private void ends(String buildId, Optional<Digest> artifact, Lane lane, BuildStatus status) {
        BuildSpec spec = new BuildSpec(
                "s",
                "r-" + buildId,
                "main",
                List.of(new ModuleSpec("", Digest.of("bundle"), Sample.selection())),
                BuildSettings.DEFAULT.in(lane),
                List.of(),
                List.of(),
                artifact);
        commit(new Command.SubmitBuild(buildId, "request-" + buildId, spec, 1_000));
        commit(plan(buildId, unit("p.First", "a")));
        commit(record(buildId, passed(Sample.test("p.First", "a"))));
        commit(new Command.EndBuild(buildId, status, new BuildEnding(9_000, "", false, BuildAccount.NONE)));
    }
}
