package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.protocol.build.v1.Quarantine;
import io.verdigrid.protocol.build.v1.TestVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes on verdicts which tests were in quarantine. Immutable. */
final class QuarantineNotes {
    private final Map<String, Quarantine> byTest = new HashMap<>();

    QuarantineNotes(List<QuarantinedTest> tests) {
        for (QuarantinedTest test : tests) {
            byTest.put(
                    key(test.module(), test.uniqueId()),
                    Quarantine.newBuilder()
                            .setReason(test.quarantine().reason())
                            .setOwner(test.quarantine().owner())
                            .setSinceMs(test.quarantine().sinceMs())
                            .setUntilMs(test.quarantine().untilMs())
                            .build());
        }
    }

    private static String key(String module, String uniqueId) {
        return module + "\n" + uniqueId;
    }

    TestVerdict on(TestVerdict verdict) {
        Quarantine quarantine = byTest.isEmpty()
                ? null
                : byTest.get(key(verdict.getModule(), verdict.getTest().getUniqueId()));
        return quarantine == null
                ? verdict
                : verdict.toBuilder().setQuarantine(quarantine).build();
    }
}
