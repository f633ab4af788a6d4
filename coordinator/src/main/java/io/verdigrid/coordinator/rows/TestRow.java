package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.TestInfo;
import java.util.function.IntFunction;

/**
 * What a test is. What it shares with its unit is not written again.
 *
 * @param registeredBy number of the leaf of its unit that registered it; -1: none; -2: a leaf that the unit does not know
 * @param unknownLeaf id of that leaf; else empty
 * @param vanished it left the plan
 */
public record TestRow(
        String uniqueId,
        String className,
        String name,
        String displayName,
        boolean isTest,
        int registeredBy,
        String unknownLeaf,
        boolean vanished) {
    /** Registered by nobody. */
    public static final int NOBODY = -1;

    /** Registered by a leaf that its unit does not know. */
    public static final int UNKNOWN_LEAF = -2;

    private static final int IS_TEST = 1;
    private static final int VANISHED = 2;
    private static final int CLASS_OF_UNIT = 4;
    private static final int SHOWN_BY_NAME = 8;

    /** The row for a test; the number of its registering leaf is looked up by the caller. */
    public static TestRow of(TestInfo test, int registeredBy) {
        return new TestRow(
                test.uniqueId(),
                test.className(),
                test.name(),
                test.displayName(),
                test.isTest(),
                registeredBy,
                registeredBy == UNKNOWN_LEAF ? test.registeredBy() : "",
                false);
    }

    /** The same, out of the plan or back in it. */
    public TestRow withVanished(boolean now) {
        return new TestRow(uniqueId, className, name, displayName, isTest, registeredBy, unknownLeaf, now);
    }

    /** The row's bytes. */
    public byte[] encode(String unitId, String unitClass) {
        boolean sameClass = className.equals(unitClass);
        boolean sameName = displayName.equals(name);
        RowWriter to = new RowWriter(128)
                .writeByte((isTest ? IS_TEST : 0)
                        | (vanished ? VANISHED : 0)
                        | (sameClass ? CLASS_OF_UNIT : 0)
                        | (sameName ? SHOWN_BY_NAME : 0));
        to.writeInt(registeredBy - UNKNOWN_LEAF).writeStringAfter(unitId, uniqueId);
        if (!sameClass) {
            to.writeString(className);
        }
        to.writeString(name);
        if (!sameName) {
            to.writeStringAfter(name, displayName);
        }
        if (registeredBy == UNKNOWN_LEAF) {
            to.writeString(unknownLeaf);
        }
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static TestRow decode(byte[] bytes, String unitId, String unitClass) {
        RowReader from = new RowReader(Table.TEST, bytes);
        int flags = from.readByte();
        int registeredBy = from.readInt() + UNKNOWN_LEAF;
        String uniqueId = from.readStringAfter(unitId);
        String className = (flags & CLASS_OF_UNIT) != 0 ? unitClass : from.readString();
        String name = from.readString();
        String displayName = (flags & SHOWN_BY_NAME) != 0 ? name : from.readStringAfter(name);
        String unknownLeaf = registeredBy == UNKNOWN_LEAF ? from.readString() : "";
        boolean isTest = (flags & IS_TEST) != 0;
        boolean vanished = (flags & VANISHED) != 0;
        return new TestRow(uniqueId, className, name, displayName, isTest, registeredBy, unknownLeaf, vanished);
    }

    /** The test as the rest of the coordinator knows it; {@code leafId} gives the id of a numbered leaf of its unit. */
    public TestInfo info(String unitId, IntFunction<String> leafId) {
        String leaf = registeredBy >= 0 ? leafId.apply(registeredBy) : unknownLeaf;
        return new TestInfo(uniqueId, unitId, className, name, displayName, isTest, leaf);
    }
}
