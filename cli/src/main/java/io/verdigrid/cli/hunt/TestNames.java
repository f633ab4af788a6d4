package io.verdigrid.cli.hunt;

import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.TestVerdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of planned tests by their unique ids. Immutable. */
final class TestNames {
    private final Map<String, String> names = new HashMap<>();

    TestNames(List<TestVerdict> build) {
        for (TestVerdict test : build) {
            String leaf = RunnerOrders.leaf(test.getTest());
            String name = Words.test("", test.getTest());
            boolean registered = !test.getTest().getRegisteredBy().isEmpty();
            names.putIfAbsent(leaf, registered ? name.replaceAll("\\[\\d+]$", "") : name);
        }
    }

    /** {@code class#name} of each; of one that is not known its id. */
    List<String> of(Collection<String> ids) {
        return ids.stream().map(id -> names.getOrDefault(id, id)).toList();
    }
}
