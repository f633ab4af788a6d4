package io.verdigrid.cli.fakes;

import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.TestResult;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.UnitTime;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BlobRange;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Failure;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.common.v1.Verdict;
import java.util.List;

/** Messages as a coordinator sends them. */
public final class Samples {
    public static final String STACK = """
            org.opentest4j.AssertionFailedError: expected: <1> but was: <2>
            \tat org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
            \tat io.example.Checkout.total(Checkout.java:42)
            \tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)
            \tat app//io.example.CheckoutTest.sums(CheckoutTest.java:12)
            """;

    private Samples() {}

    public static TestInfo info(String className, String name) {
        return TestInfo.newBuilder()
                .setUniqueId("[engine:junit-jupiter]/[class:" + className + "]/[method:" + name + "]")
                .setUnitId("[engine:junit-jupiter]/[class:" + className + "]")
                .setClassName(className)
                .setName(name)
                .setDisplayName(name)
                .setIsTest(true)
                .build();
    }

    public static Attempt passed(int number) {
        return attempt(number, Outcome.OUTCOME_PASSED).build();
    }

    public static Attempt failed(int number) {
        return failed(number, "org.opentest4j.AssertionFailedError", "expected: <1> but was: <2>", STACK);
    }

    public static Attempt failed(int number, String type, String message, String stack) {
        return attempt(number, Outcome.OUTCOME_FAILED)
                .setFailure(
                        Failure.newBuilder().setType(type).setMessage(message).setStack(stack))
                .build();
    }

    public static Attempt.Builder attempt(int number, Outcome outcome) {
        return Attempt.newBuilder()
                .setNumber(number)
                .setOutcome(outcome)
                .setStartedAtMs(1_767_225_600_000L)
                .setDurationUs(1_500_000)
                .setWorker("w" + number);
    }

    public static BlobRange range(String digest, long offset, long length) {
        return BlobRange.newBuilder()
                .setDigest(digest)
                .setOffset(offset)
                .setLength(length)
                .build();
    }

    public static TestVerdict verdict(String className, String name, Verdict verdict, Attempt... attempts) {
        return TestVerdict.newBuilder()
                .setTest(info(className, name))
                .setVerdict(verdict)
                .addAllAttempts(List.of(attempts))
                .build();
    }

    public static TestResult result(String className, String name, Verdict verdict, Attempt attempt) {
        return TestResult.newBuilder()
                .setTest(info(className, name))
                .setVerdict(verdict)
                .setAttempt(attempt)
                .build();
    }

    public static Build build(BuildStatus status, Counts counts) {
        return Build.newBuilder()
                .setId("b1")
                .setSpec(BuildSpec.newBuilder()
                        .setSuite("app")
                        .setRevision("abc")
                        .setBranch("main"))
                .setStatus(status)
                .setSubmittedAtMs(1_767_225_600_000L)
                .setFirstTestAtMs(1_767_225_601_000L)
                .setEndedAtMs(1_767_225_610_000L)
                .setCounts(counts)
                .build();
    }

    public static Account account() {
        return Account.newBuilder()
                .setMakespanMs(10_000)
                .setLowerBoundMs(9_000)
                .setSlotTimeMs(18_000)
                .setSlots(2)
                .setUnits(55)
                .setUnitsWithHistory(50)
                .setRetests(2)
                .setRunnersStarted(3)
                .addSlowest(UnitTime.newBuilder()
                        .setClassName("io.example.SlowTest")
                        .setSlotTimeMs(3_210)
                        .setTests(412))
                .addSlowest(UnitTime.newBuilder()
                        .setClassName("io.example.CheckoutTest")
                        .setSlotTimeMs(950)
                        .setTests(1))
                .build();
    }

    public static Progress progress(int done, int planned, int failed) {
        return Progress.newBuilder()
                .setStatus(BuildStatus.BUILD_STATUS_RUNNING)
                .setDone(done)
                .setCounts(Counts.newBuilder()
                        .setPlanned(planned)
                        .setFailed(failed)
                        .setPassed(done - failed))
                .setSlots(2)
                .setSlotsBusy(2)
                .setWorkers(1)
                .setEtaMs(14_000)
                .addRunning("io.example.GammaTest")
                .addRunning("io.example.BetaTest")
                .build();
    }
}
