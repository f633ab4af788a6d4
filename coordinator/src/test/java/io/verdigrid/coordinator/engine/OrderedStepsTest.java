package io.verdigrid.coordinator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedStepsTest {
    private final OrderedSteps steps = new OrderedSteps();
    private final List<String> taken = new ArrayList<>();

    @Test
    void takesAStepThatWaitsForNothingAtOnce() {
        steps.add(0, () -> taken.add("a"));
        assertThat(taken).containsExactly("a");
    }

    @Test
    void holdsBackWhatArrivedBeforeItsTurn() {
        OrderedSteps.Step first = steps.add(2, () -> taken.add("first"));
        OrderedSteps.Step second = steps.add(1, () -> taken.add("second"));
        steps.add(0, () -> taken.add("third"));
        second.arrived();
        first.arrived();
        assertThat(taken).isEmpty();
        first.arrived();
        assertThat(taken).containsExactly("first", "second", "third");
    }
}
