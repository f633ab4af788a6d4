package io.verdigrid.coordinator.rows;

/**
 * What the history counts of one test, or of a planned leaf that registers tests while it runs. Mutable; for one thread.
 *
 * <p>Durations are microseconds.
 */
public final class TestFigures {
    /** How many passes an estimate looks at. */
    public static final int PASSES = 20;

    private static final int CLASS_OF_UNIT = 1;
    private static final int REGISTERS_TESTS = 2;

    private final int number;
    private final String uniqueId;
    private final String className;
    private final String name;
    private final String registeredBy;
    private final Ring durations;

    /** Its durations are the sums over the tests that it registered; by itself it is no test. */
    private boolean registersTests;

    private int runs;
    private int passes;
    private long timeLostUs;
    private long lastRedAtMs;
    private int intermittentBuilds;
    private int lastSeen;
    private int passedUnder;

    TestFigures(int number, String uniqueId, String className, String name, String registeredBy) {
        this(number, uniqueId, className, name, registeredBy, new Ring(PASSES));
    }

    private TestFigures(
            int number, String uniqueId, String className, String name, String registeredBy, Ring durations) {
        this.number = number;
        this.uniqueId = uniqueId;
        this.className = className;
        this.name = name;
        this.registeredBy = registeredBy;
        this.durations = durations;
    }

    /** A run that passed. */
    public void addPass(long durationUs) {
        runs++;
        passes++;
        durations.add(durationUs);
    }

    /** A run that was red. */
    public void addRed(long atMs) {
        runs++;
        lastRedAtMs = Math.max(lastRedAtMs, atMs);
    }

    /** Time spent in a red run or in a retest. */
    public void addTimeLost(long durationUs) {
        timeLostUs += durationUs;
    }

    /** A build in which it was red and green. */
    public void addIntermittentBuild() {
        intermittentBuilds++;
    }

    /** The tests that this leaf registered all passed, and took this long together. */
    public void addRegistered(long sumUs) {
        registersTests = true;
        durations.add(sumUs);
    }

    /** It passed under the code key of this number. */
    public void passedUnder(int codeKey) {
        passedUnder = codeKey;
    }

    /** Number of the code key of its newest pass; 0: not known. */
    public int passedUnder() {
        return passedUnder;
    }

    void seen(int run) {
        lastSeen = run;
    }

    int lastSeen() {
        return lastSeen;
    }

    /** Its number in its unit, never used again for another. */
    public int number() {
        return number;
    }

    /** JUnit's unique id. */
    public String uniqueId() {
        return uniqueId;
    }

    /** The nearest class above it. */
    public String className() {
        return className;
    }

    /** JUnit's legacy reporting name. */
    public String name() {
        return name;
    }

    /** It stands in the plan; else a planned leaf registers it. */
    public boolean isPlanned() {
        return registeredBy.isEmpty();
    }

    /** It is a test, not only a leaf that registers some. */
    public boolean isTest() {
        return runs > 0 || !registersTests;
    }

    /** Attempts that passed or were red. */
    public int runs() {
        return runs;
    }

    /** Attempts that passed. */
    public int passes() {
        return passes;
    }

    /** Spent in red attempts and in retests. */
    public long timeLostUs() {
        return timeLostUs;
    }

    /** Milliseconds since 1970; 0: never. */
    public long lastRedAtMs() {
        return lastRedAtMs;
    }

    /** Builds in which it was red and green. */
    public int intermittentBuilds() {
        return intermittentBuilds;
    }

    /** Its last passes have a duration from which to estimate. */
    public boolean hasEstimate() {
        return !durations.isEmpty();
    }

    /** The 75th percentile of its last 20 passes. */
    public long estimateUs() {
        return durations.quantile(0.75);
    }

    void write(RowWriter to, String idBefore, String unitClass) {
        boolean sameClass = className.equals(unitClass);
        to.writeByte((sameClass ? CLASS_OF_UNIT : 0) | (registersTests ? REGISTERS_TESTS : 0));
        to.writeInt(number).writeStringAfter(idBefore, uniqueId);
        if (!sameClass) {
            to.writeString(className);
        }
        to.writeString(name).writeStringAfter(uniqueId, registeredBy);
        to.writeInt(runs).writeInt(passes).writeLong(timeLostUs).writeLong(lastRedAtMs);
        to.writeInt(intermittentBuilds).writeInt(lastSeen);
        durations.write(to);
    }

    static TestFigures read(RowReader from, String idBefore, String unitClass) {
        int flags = from.readByte();
        int number = from.readInt();
        String uniqueId = from.readStringAfter(idBefore);
        String className = (flags & CLASS_OF_UNIT) != 0 ? unitClass : from.readString();
        String name = from.readString();
        String registeredBy = from.readStringAfter(uniqueId);
        int runs = from.readInt();
        int passes = from.readInt();
        long timeLostUs = from.readLong();
        long lastRedAtMs = from.readLong();
        int intermittentBuilds = from.readInt();
        int lastSeen = from.readInt();
        Ring durations = Ring.read(from, PASSES);
        TestFigures test = new TestFigures(number, uniqueId, className, name, registeredBy, durations);
        test.registersTests = (flags & REGISTERS_TESTS) != 0;
        test.runs = runs;
        test.passes = passes;
        test.timeLostUs = timeLostUs;
        test.lastRedAtMs = lastRedAtMs;
        test.intermittentBuilds = intermittentBuilds;
        test.lastSeen = lastSeen;
        return test;
    }
}
