package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.AccountPart;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.build.v1.UnitTime;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Isolation;
import io.verdigrid.protocol.common.v1.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTimeTest {
    /** 59 minutes of work, a minute lost between units, ten seconds on each of four slots before. */
    private static Build build(BuildStatus status) {
        return Samples.build(
                        status, Counts.newBuilder().setPlanned(9).setPassed(9).build())
                .toBuilder()
                .setAccount(Account.newBuilder()
                        .setSlots(4)
                        .setUsefulMs(59 * 60_000)
                        .addParts(part(AccountPart.Kind.KIND_START_UP, 8_000))
                        .addParts(part(AccountPart.Kind.KIND_DISCOVERY, 30_000))
                        .addParts(part(AccountPart.Kind.KIND_TRANSFER, 2_000))
                        .addParts(part(AccountPart.Kind.KIND_WAITING, 60_000))
                        .addParts(part(AccountPart.Kind.KIND_ABSENT, 900_000))
                        .setLongest(
                                UnitTime.newBuilder().setClassName("a.LongTest").setSlotTimeMs(120_000)))
                .build();
    }

    private static AccountPart part(AccountPart.Kind kind, long ms) {
        return AccountPart.newBuilder().setKind(kind).setSlotTimeMs(ms).build();
    }

    private static TargetTime known() {
        return TargetTime.from(List.of(build(BuildStatus.BUILD_STATUS_GREEN)), List.of())
                .orElseThrow();
    }

    @Test
    void dividesTheWorkByWhatIsLeftOfTheTime() {
        assertThat(known().slots(Duration.ofSeconds(610))).contains(6L);
        assertThat(known().slots(Duration.ofSeconds(609))).contains(7L);
        assertThat(known().slots(Duration.ofHours(2))).contains(1L);
    }

    @Test
    void theJvmOfEachClassIsWork() {
        Build.Builder build = build(BuildStatus.BUILD_STATUS_GREEN).toBuilder();
        build.getSpecBuilder().getSettingsBuilder().setIsolation(Isolation.ISOLATION_CLASS);
        TargetTime known = TargetTime.from(List.of(build.build()), List.of()).orElseThrow();
        assertThat(known.fixedMs()).isEqualTo((30_000 + 2_000) / 4);
        assertThat(known.workMs()).isEqualTo(60 * 60_000 + 8_000);
        assertThat(known().fixedMs()).isEqualTo(10_000);
        assertThat(known().workMs()).isEqualTo(60 * 60_000);
    }

    @Test
    void noNumberOfSlotsMakesAClassShorterThatCannotBeCut() {
        assertThat(known().slots(Duration.ofSeconds(130))).contains(30L);
        assertThat(known().slots(Duration.ofSeconds(129))).isEmpty();
        assertThat(known().sentence(Duration.ofSeconds(129), 50))
                .startsWith("--target-time 2:09: no number of slots is enough, since a.LongTest alone takes 2:00");
        assertThat(known().sentence(Duration.ofSeconds(9), 50)).contains("a.LongTest alone takes");
    }

    @Test
    void saysWhetherTheSlotsAreThere() {
        assertThat(known().sentence(Duration.ofSeconds(610), 6))
                .isEqualTo("--target-time 10:10: this takes 6 slots, and there are 6 (build b1: 1:00:00 of work, 10.0 s"
                        + " until the first test)");
        assertThat(known().sentence(Duration.ofSeconds(610), 5)).contains("6 slots, and there are only 5 (");
        assertThat(known().sentence(Duration.ofSeconds(610), 0)).contains("6 slots, and there are none yet (");
    }

    @Test
    void takesTheNewestBuildThatRanAllItsTests() {
        Build green =
                build(BuildStatus.BUILD_STATUS_GREEN).toBuilder().setId("old").build();
        Build.Builder stopped = build(BuildStatus.BUILD_STATUS_RED).toBuilder();
        stopped.getCountsBuilder().setNotRun(1);
        Build cancelled = build(BuildStatus.BUILD_STATUS_CANCELLED);
        Build older = green.toBuilder().clearAccount().build();
        assertThat(TargetTime.from(List.of(cancelled, stopped.build(), older, green), List.of()))
                .hasValueSatisfying(known -> assertThat(known.build().getId()).isEqualTo("old"));
        assertThat(TargetTime.from(List.of(cancelled, stopped.build(), older), List.of()))
                .isEmpty();
    }

    @Test
    void takesNoBuildOfOtherTests() {
        List<Build> oneClass = List.of(build("a.Smoke"));
        assertThat(TargetTime.from(oneClass, List.of(module("a.Smoke")))).isPresent();
        assertThat(TargetTime.from(oneClass, List.of(module("a.Other")))).isEmpty();
        assertThat(TargetTime.from(oneClass, List.of())).isEmpty();
        assertThat(TargetTime.from(
                        oneClass,
                        List.of(module("a.Smoke").toBuilder()
                                .setBundleDigest("another")
                                .build())))
                .isPresent();
    }

    private static Build build(String selected) {
        Build.Builder build = build(BuildStatus.BUILD_STATUS_GREEN).toBuilder();
        build.getSpecBuilder().addModules(module(selected));
        return build.build();
    }

    private static ModuleSpec module(String selected) {
        return ModuleSpec.newBuilder()
                .setSelection(Selection.newBuilder().addSelectClass(selected))
                .build();
    }
}
