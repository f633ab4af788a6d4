package io.verdigrid.cli.load;

import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.worker.v1.PlanPiece;
import io.verdigrid.protocol.worker.v1.PlannedUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A synthetic suite as the units and tests that a discovery of it finds. Immutable. */
final class LoadUnits {
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final int tests;

    /** A test and its duration, microseconds. */
    record Test(TestInfo info, long durationUs) {}

    /** A unit and its tests. */
    record Unit(String id, String className, List<Test> tests) {
        /** Those of these unique ids, all if there are none. */
        List<Test> tests(List<String> uniqueIds) {
            if (uniqueIds.isEmpty()) {
                return tests;
            }
            Set<String> wanted = new HashSet<>(uniqueIds);
            return tests.stream()
                    .filter(test -> wanted.contains(test.info().getUniqueId()))
                    .toList();
        }
    }

    LoadUnits(SyntheticSuite suite) {
        tests = suite.tests();
        for (SyntheticSuite.SyntheticClass each : suite.classes()) {
            String id = "[engine:junit-jupiter]/[class:" + each.name() + "]";
            List<Test> own = new ArrayList<>();
            for (long us : each.testsUs()) {
                String name = SyntheticSuite.SyntheticClass.test(own.size()) + "()";
                TestInfo info = TestInfo.newBuilder()
                        .setUniqueId(id + "/[method:" + name + "]")
                        .setUnitId(id)
                        .setClassName(each.name())
                        .setName(name)
                        .setDisplayName(name)
                        .setIsTest(true)
                        .build();
                own.add(new Test(info, us));
            }
            units.put(id, new Unit(id, each.name(), own));
        }
    }

    int tests() {
        return tests;
    }

    int count() {
        return units.size();
    }

    Iterable<Unit> all() {
        return units.values();
    }

    Unit unit(String id) {
        return Objects.requireNonNull(units.get(id), id);
    }

    /** The plan, in messages as large as a worker may send. */
    List<PlanPiece> plan() {
        List<PlanPiece> pieces = new ArrayList<>();
        PlanPiece.Builder piece = PlanPiece.newBuilder();
        int inPiece = 0;
        for (Unit unit : units.values()) {
            if (inPiece > 0 && inPiece + unit.tests().size() > Protocol.MAX_TESTS_PER_MESSAGE) {
                pieces.add(piece.setNumber(pieces.size()).build());
                piece = PlanPiece.newBuilder();
                inPiece = 0;
            }
            PlannedUnit.Builder planned =
                    PlannedUnit.newBuilder().setUnitId(unit.id()).setClassName(unit.className());
            unit.tests().forEach(test -> planned.addTests(test.info()));
            piece.addUnits(planned);
            inPiece += unit.tests().size();
        }
        pieces.add(piece.setNumber(pieces.size()).build());
        return pieces;
    }
}
