package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.QuarantinedTest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds and their verdicts, as far as the ledger has applied them. Thread-safe. */
public interface BuildStore {
    /** The build as it stands. */
    Optional<BuildRecord> build(String buildId);

    /**
     * Builds, newest first.
     *
     * @param suite only of this suite; empty: of all
     * @param before only builds older than this id; empty: from the newest
     */
    List<BuildRecord> builds(String suite, String before, int limit);

    /** What the discoveries of a build had to say, by module: at most {@code limit}. */
    List<BuildWarning> warnings(String buildId, int limit);

    /** Every test of the plan by module, unit and plan order (dynamic tests behind the leaf that registered them). */
    void verdicts(String buildId, Consumer<TestVerdict> to);

    /** The tests that were in quarantine when the build was submitted. */
    List<QuarantinedTest> quarantined(String buildId);

    /** Attempts in the order in which they were recorded: positions above {@code cursor}, at most {@code limit}. */
    List<RecordedAttempt> attempts(String buildId, long cursor, int limit);

    /** The builds that have not ended, oldest first, with all that a scheduler needs to go on. */
    List<OpenBuild> openBuilds();
}
