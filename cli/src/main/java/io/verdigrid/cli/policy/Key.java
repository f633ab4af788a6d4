package io.verdigrid.cli.policy;

import io.verdigrid.protocol.build.v1.JudgingPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A key of the file: what it may be, and what it sets. Immutable. */
final class Key {
    private static final Map<String, Key> ALL = new LinkedHashMap<>();

    static {
        number("intermittent.retests", 0, 20, JudgingPolicy.Builder::setKnownRetests);
        part("intermittent.unlikely", false, JudgingPolicy.Builder::setKnownUnlikely);
        number("regression.runs", 0, 100, JudgingPolicy.Builder::setRegressionRuns);
        part("regression.p-value", false, JudgingPolicy.Builder::setRegressionPValue);
        number("regression.clean-runs", 1, 100_000, JudgingPolicy.Builder::setRegressionCleanRuns);
        truth("regression.blocks", JudgingPolicy.Builder::setRegressionBlocks);
        number("broken.after", 1, 100, JudgingPolicy.Builder::setBrokenAfter);
        part("mass-failure", true, JudgingPolicy.Builder::setMassFailure);
        number("release.min-runs", 1, 10_000, JudgingPolicy.Builder::setReleaseMinRuns);
        number("release.max-runs", 1, 10_000, JudgingPolicy.Builder::setReleaseMaxRuns);
        number("release.hosts", 1, 10, JudgingPolicy.Builder::setReleaseHosts);
        number("release.days", 1, 10, JudgingPolicy.Builder::setReleaseDays);
        number("release.probation-days", 0, 365, JudgingPolicy.Builder::setReleaseProbationDays);
        number("new-tests.runs", 1, 20, JudgingPolicy.Builder::setNewTestRuns);
    }

    private final String path;
    private final String allowed;
    private final Reader reader;

    private Key(String path, String allowed, Reader reader) {
        this.path = path;
        this.allowed = allowed;
        this.reader = reader;
    }

    /** Sets what was found; false: it is not allowed. */
    private interface Reader {
        boolean read(@Nullable Object value, JudgingPolicy.Builder to);
    }

    /** By their paths, in the order of the documentation. */
    static Map<String, Key> all() {
        return Collections.unmodifiableMap(ALL);
    }

    void set(@Nullable Object value, JudgingPolicy.Builder to, List<String> problems) {
        if (!reader.read(value, to)) {
            problems.add(path + ": " + value + " is not allowed: wanted " + allowed);
        }
    }

    private static void number(String path, int least, int most, BiConsumer<JudgingPolicy.Builder, Integer> set) {
        ALL.put(path, new Key(path, "a whole number from " + least + " to " + most, (value, to) -> {
            boolean right = value instanceof Integer number && number >= least && number <= most;
            if (right) {
                set.accept(to, (Integer) value);
            }
            return right;
        }));
    }

    private static void part(String path, boolean aboveZero, BiConsumer<JudgingPolicy.Builder, Double> set) {
        String allowed = aboveZero ? "a number above 0, at most 1" : "a number from 0 to 1";
        ALL.put(path, new Key(path, allowed, (value, to) -> {
            double number = value instanceof Number found ? found.doubleValue() : Double.NaN;
            boolean right = number <= 1 && (aboveZero ? number > 0 : number >= 0);
            if (right) {
                set.accept(to, number);
            }
            return right;
        }));
    }

    private static void truth(String path, BiConsumer<JudgingPolicy.Builder, Boolean> set) {
        ALL.put(path, new Key(path, "true or false", (value, to) -> {
            if (value instanceof Boolean truth) {
                set.accept(to, truth);
                return true;
            }
            return false;
        }));
    }
}
