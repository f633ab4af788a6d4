package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;
import java.util.List;

/** All that a build knows of one test; attempts in the order of their numbers. */
public record TestVerdict(String module, TestInfo test, Verdict verdict, List<Attempt> attempts) {
    /** Copies its list. */
    public TestVerdict {
        attempts = List.copyOf(attempts);
    }
}
