package io.verdigrid.coordinator.rpc;

import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.worker.v1.PlannedUnit;
import java.util.List;
import java.util.stream.Stream;

/** A class of tests that only exists in tests. */
record FakeUnit(String name, List<TestInfo> tests, boolean ordered) {
    static FakeUnit of(String name, String... tests) {
        return new FakeUnit(name, Stream.of(tests).map(test -> test(name, test)).toList(), false);
    }

    /** The same with tests that are meant to run in their order, so that it is never split. */
    FakeUnit inOrder() {
        return new FakeUnit(name, tests, true);
    }

    private static TestInfo test(String unit, String name) {
        return TestInfo.newBuilder()
                .setUniqueId(id(unit) + "/[method:" + name + "()]")
                .setUnitId(id(unit))
                .setClassName("demo." + unit)
                .setName(name + "()")
                .setDisplayName(name + "()")
                .setIsTest(true)
                .build();
    }

    private static String id(String unit) {
        return "[engine:junit-jupiter]/[class:demo." + unit + "]";
    }

    String id() {
        return id(name);
    }

    TestInfo test(int index) {
        return tests.get(index);
    }

    PlannedUnit planned() {
        return PlannedUnit.newBuilder()
                .setUnitId(id())
                .setClassName("demo." + name)
                .addAllTests(tests)
                .setOrdered(ordered)
                .build();
    }
}
