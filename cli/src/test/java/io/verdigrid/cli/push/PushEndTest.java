package io.verdigrid.cli.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.protocol.push.v1.Push;
import org.junit.jupiter.api.Test;

final class PushEndTest {
    @Test
    void aPushThatIsDoneIsOver() {
        assertThat(PushEnd.isOver(push("DONE").build())).isTrue();
        assertThat(PushEnd.isOver(push("WATCH-ALL").build())).isFalse();
    }

    @Test
    void aPushThatIsDoneAndIsToBeUndoneIsNotOver() {
        Push undone = push("DONE").setUndoAsked(true).build();

        assertThat(PushEnd.isOver(undone)).isFalse();
        assertThat(PushText.state(undone)).isEqualTo("DONE (to be undone)");
    }

    private static Push.Builder push(String state) {
        return Push.newBuilder().setId(1).setState(state).setStep(1).setSteps(1);
    }
}
