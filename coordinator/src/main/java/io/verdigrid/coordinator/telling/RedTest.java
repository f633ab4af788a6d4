package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Failure;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.RecordedAttempt;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A test that made its build red.
 *
 * @param attempt its first red one
 */
record RedTest(String module, TestInfo test, Verdict verdict, Attempt attempt) {
    private static final int PAGE = 1_000;
    /** More than anybody reads, and little memory. */
    private static final int KEPT = 2_000;

    private static final Set<Verdict> BAD =
            EnumSet.of(Verdict.FAILED, Verdict.TIMED_OUT, Verdict.CRASHED, Verdict.INTERMITTENT);

    /** What people and programs read of it. */
    record Words(String module, String name, String verdict, String failure, String output) {}

    /** Those of a build in the order in which they failed, at most 2000. Reads all of its attempts. */
    static List<RedTest> of(BuildStore builds, String buildId) {
        return andIntermittent(builds, buildId).stream()
                .filter(test -> !test.isIntermittent())
                .toList();
    }

    /** Also those that were green, too. */
    static List<RedTest> andIntermittent(BuildStore builds, String buildId) {
        Map<String, RedTest> red = new LinkedHashMap<>();
        long cursor = 0;
        List<RecordedAttempt> page = builds.attempts(buildId, cursor, PAGE);
        while (!page.isEmpty()) {
            for (RecordedAttempt recorded : page) {
                take(red, recorded);
                cursor = recorded.position();
            }
            page = builds.attempts(buildId, cursor, PAGE);
        }
        return List.copyOf(red.values());
    }

    private static void take(Map<String, RedTest> red, RecordedAttempt recorded) {
        String key = recorded.module() + "\n" + recorded.test().uniqueId();
        Verdict verdict = recorded.verdict();
        if (!BAD.contains(verdict)) {
            return;
        }
        RedTest known = red.get(key);
        boolean isRed = recorded.attempt().counted().isRed();
        Attempt evidence =
                known == null || (isRed && known.attempt().failure() == null) ? recorded.attempt() : known.attempt();
        if (known != null || red.size() < KEPT) {
            red.put(key, new RedTest(recorded.module(), recorded.test(), verdict, evidence));
        }
    }

    boolean isIntermittent() {
        return verdict == Verdict.INTERMITTENT;
    }

    /** {@code class#name}. */
    String name() {
        return test.className() + "#" + test.name();
    }

    /** The first line of why it failed; of one without a failure, its verdict. */
    String failure() {
        Failure failure = attempt.failure();
        if (failure == null) {
            return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        String message = failure.message().lines().findFirst().orElse("");
        return failure.type().isEmpty()
                ? message
                : message.isEmpty() ? failure.type() : failure.type() + ": " + message;
    }
}
