package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import java.util.List;

/**
 * A fact to be made durable. Everything that applying it needs is inside, the time too: applying the same commands in the
 * same order gives the same state anywhere.
 *
 * <p>Each is idempotent: a second application of the same command changes nothing.
 */
public sealed interface Command {
    /** The build that it is about; empty: none. */
    String buildId();

    /** Something about tests in quarantine, and about no one build. */
    record OfQuarantine(QuarantineCommand what) implements Command {
        @Override
        public String buildId() {
            return "";
        }
    }

    /** A build begins. Another build with the same request id makes it a duplicate. */
    record SubmitBuild(String buildId, String requestId, BuildSpec spec, long atMs) implements Command {}

    /** Discovery found these units of a module; units already known stay as they are. */
    record AddPlan(String buildId, String module, List<PlannedUnit> units) implements Command {
        /** Copies its list. */
        public AddPlan {
            units = List.copyOf(units);
        }
    }

    /** A module's discovery has ended: its plan is whole. */
    record ClosePlan(String buildId, String module, List<String> warnings) implements Command {
        /** Copies its list. */
        public ClosePlan {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Attempts of one worker ended. Keyed by build, module, test and attempt number: the first write wins.
     *
     * @param variant of the code that the worker runs, as {@link io.verdigrid.coordinator.model.CodeKey} writes it
     * @param loadPercent its host's load average, times 100; -1: not known
     */
    record RecordAttempts(String buildId, List<Entry> entries, String variant, long atMs, int loadPercent)
            implements Command {
        /** Copies its list. */
        public RecordAttempts {
            entries = List.copyOf(entries);
        }

        /** Of a host of which the load is not known. */
        public RecordAttempts(String buildId, List<Entry> entries, String variant, long atMs) {
            this(buildId, entries, variant, atMs, -1);
        }

        /** Of a worker of which nothing is known. */
        public RecordAttempts(String buildId, List<Entry> entries, long atMs) {
            this(buildId, entries, "", atMs, -1);
        }

        /** One attempt; a test that the plan does not know joins it. */
        public record Entry(String module, TestInfo test, Attempt attempt) {}
    }

    /**
     * A unit's lease ended after it ran to its end.
     *
     * @param containersDone planned leaves that registered tests and have ended
     * @param vanished planned leaves that JUnit did not find again when it ran the whole unit, because their ids differ
     *     from JVM to JVM; they leave the plan
     */
    record CloseUnit(
            String buildId,
            String module,
            String unitId,
            long leaseId,
            long slotTimeMs,
            long fixtureMs,
            List<String> containersDone,
            List<String> vanished)
            implements Command {
        /** Copies its lists. */
        public CloseUnit {
            containersDone = List.copyOf(containersDone);
            vanished = List.copyOf(vanished);
        }
    }

    /** Something about trunks, and about no one build. */
    record OfTrunk(TrunkCommand what) implements Command {
        @Override
        public String buildId() {
            return "";
        }
    }

    /** Something about issues. */
    record OfIssues(IssueCommand what) implements Command {
        @Override
        public String buildId() {
            return "";
        }
    }

    /** Something about the outbox. */
    record OfOutbox(OutboxCommand what) implements Command {
        @Override
        public String buildId() {
            return "";
        }
    }

    /** Something about a certificate, whose build has ended. */
    record OfCertificate(CertificateCommand what) implements Command {
        @Override
        public String buildId() {
            return what.buildId();
        }
    }

    /**
     * The build is over; from now on nothing of it changes.
     *
     * @param sickWorkers those that are put aside: what failed there says nothing of a test
     */
    record EndBuild(String buildId, BuildStatus status, BuildEnding ending, List<String> sickWorkers)
            implements Command {
        /** No worker is put aside. */
        public EndBuild(String buildId, BuildStatus status, BuildEnding ending) {
            this(buildId, status, ending, List.of());
        }

        /** Copies its list; throws IllegalArgumentException where the status is no end. */
        public EndBuild {
            sickWorkers = List.copyOf(sickWorkers);
            if (!status.isEnd()) {
                throw new IllegalArgumentException("a build does not end as " + status);
            }
        }
    }

    /**
     * Nothing is kept of a build that has ended, but for what the history has of it.
     *
     * @param requestIds with which it was submitted
     */
    record ForgetBuild(String buildId, List<String> requestIds) implements Command {
        /** Copies its list. */
        public ForgetBuild {
            requestIds = List.copyOf(requestIds);
        }
    }

    /** Of the history of these units nothing is kept from before a day, counted from 1970. */
    record ForgetPast(List<OldUnit> units, int beforeDay) implements Command {
        /** Copies its list. */
        public ForgetPast {
            units = List.copyOf(units);
        }

        @Override
        public String buildId() {
            return "";
        }

        /**
         * A unit.
         *
         * @param scope the number of the history of its suite and module
         * @param runs all of it goes if it has still had so many runs; -1: only its days go
         */
        public record OldUnit(int scope, String unitId, int runs) {}
    }
}
