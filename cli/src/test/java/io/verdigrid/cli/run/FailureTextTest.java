package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.common.v1.Failure;
import io.verdigrid.protocol.common.v1.Outcome;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void showsTheUsersFrames() {
        assertThat(FailureText.frames(Samples.STACK))
                .containsExactly(
                        "at io.example.Checkout.total(Checkout.java:42)",
                        "at app//io.example.CheckoutTest.sums(CheckoutTest.java:12)");
    }

    @Test
    void showsTheFirstFrameWhereNoneIsTheUsers() {
        assertThat(FailureText.frames("X\n\tat java.base/java.util.List.of(List.java:1)\n\tat org.junit.X.y(X.java:2)"))
                .containsExactly("at java.base/java.util.List.of(List.java:1)");
        assertThat(FailureText.frames("")).isEmpty();
    }

    @Test
    void namesTheThrowableAndTheFirstLineOfItsMessage() {
        assertThat(FailureText.headline(Samples.failed(1, "a.b.BadThing", "\n  first\nsecond", "")))
                .isEqualTo("BadThing: first");
        assertThat(FailureText.headline(Samples.failed(1, "a.b.BadThing", "", "")))
                .isEqualTo("BadThing");
    }

    @Test
    void saysWhatHappenedWhereNothingWasThrown() {
        assertThat(FailureText.headline(Samples.attempt(1, Outcome.OUTCOME_CRASHED)
                        .setFailure(Failure.newBuilder().setMessage("System.exit(3) called by io.example.A"))
                        .build()))
                .isEqualTo("its JVM died: System.exit(3) called by io.example.A");
        assertThat(FailureText.headline(
                        Samples.attempt(1, Outcome.OUTCOME_TIMED_OUT).build()))
                .isEqualTo("timed out");
    }
}
