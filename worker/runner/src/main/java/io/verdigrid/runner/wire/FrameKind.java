package io.verdigrid.runner.wire;

/** The kinds of frame; a kind's number on the wire is its position here. */
public enum FrameKind {
    /** Runner: its first words. Fields: secret, process id, Java version, JUnit Platform version. */
    READY,
    /** Worker: find the tests. Fields: a {@link TestSelection}. */
    DISCOVER,
    /** Runner: a unit found. Fields: a {@link FoundUnit}. */
    FOUND,
    /** Runner: discovery has ended. Fields: warnings (list), problem (empty: none). */
    DISCOVERED,
    /** Worker: run a unit. Fields: a {@link RunOrder}. */
    RUN,
    /**
     * Runner: a test begins; it has not run a line yet. A container that registers tests gets none, nor does a test that is
     * skipped. Fields: run number, a {@link TestNode}, start in milliseconds since 1970.
     */
    STARTED,
    /** Runner: a test has ended, or will not be run. Fields: run number, a {@link TestResult}. */
    FINISHED,
    /** Runner: output. Fields: run number, unique id of the test (of the unit, outside tests), stream, bytes. */
    OUTPUT,
    /** Runner: the unit has ended. Fields: run number, a {@link RunEnd}. */
    RAN,
    /** Worker: what is every thread doing? No fields. */
    DUMP,
    /** Runner: the answer to DUMP. Fields: text. */
    DUMPED,
    /**
     * Runner: the JVM is about to end though nobody told it to: System.exit, a signal, or an error that JUnit lets through, as
     * when memory is used up. Fields: text that says who or what ended it.
     */
    EXITING,
    /** Worker: end. No fields. */
    STOP,
    /**
     * Runner: a test begins that nobody asked for, for what it leaves to others or because its engine runs it along. It is not
     * reported. Fields: run number, a {@link TestNode}.
     */
    ALONG,
    /** Runner: such a test has ended. Fields: run number, unique id. */
    ALONG_ENDED
}
