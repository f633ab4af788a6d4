package io.verdigrid.coordinator.rows;

/**
 * The tables. A build has a number beside its id, and its units, tests and workers have numbers within it, so that a long
 * name is written once.
 */
public enum Table {
    /** Name of a counter: its value. */
    META(1),
    /** Build id: what does not change of a build. */
    BUILD(2),
    /** Build number: what changes of a build. */
    BUILD_STATE(3),
    /** Request id: build id. */
    REQUEST(4),
    /** Suite and build id: nothing; finds a suite's builds. */
    SUITE_BUILD(5),
    /** Build number: build id, for builds that have not ended. */
    OPEN(6),
    /** Build number and module: warnings of its discovery, which has ended. */
    PLAN_CLOSED(7),
    /** Build and unit number: what the unit is. */
    UNIT(8),
    /** Build and unit number: what became of it. */
    UNIT_STATE(9),
    /** Build, unit and test number: what the test is. */
    TEST(10),
    /** Build and worker number: worker id. */
    WORKER(11),
    /** Build number and position: an attempt. */
    ATTEMPT(12),
    /** Suite and module: the number of their history. */
    HISTORY_SCOPE(16),
    /** History number and unit id: figures of the unit and of each of its tests. */
    HISTORY_UNIT(17),
    /** History number, package and class: the median of its tests. */
    HISTORY_CLASS(18),
    // 19 was another form of the next.
    /** Number of a unit's history, block of its tests, and a count: the attempts of one build, only ever appended and trimmed. */
    HISTORY_RUN(24),
    /** Number of a unit's history, block of its tests, and day: the tests' sums of that day. */
    HISTORY_DAY(25),
    /** Hash of a code key: its number. */
    CODE_KEY_NUMBER(32),
    /** Number of a code key: what it is made of. */
    CODE_KEY(33),
    /** History number and test id: what is thought of a test that was red at some time. */
    STANDING(34),
    /** Number of a standing and a count: a change of it, with its evidence; kept for ever. */
    TRANSITION(35),
    /** History number and test id: why and until when the test is in quarantine. */
    QUARANTINE(36),
    /** Build number: the tests that were in quarantine in it. */
    BUILD_QUARANTINE(37),
    /** Branch: its gates, one a suite. */
    TRUNK(40),
    /** Number of an announcement: what it is, and who has been told. */
    OUTBOX(41),
    /** Build number: the authors of its revisions. */
    AUTHORS(42),
    /** Suite and signature: an issue. */
    ISSUE(43),
    /** Suite: which of its issues are open. */
    SUITE_ISSUES(44),
    /** Build id: its green certificate, signed or to be signed, and whether a deployer has it. */
    CERTIFICATE(60);

    private final byte code;

    Table(int code) {
        this.code = (byte) code;
    }

    /** Stands in front of each of its keys on disk; never changes. */
    public byte code() {
        return code;
    }
}
