package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.store.PastStore.TestKey;
import io.verdigrid.coordinator.store.PastStore.TestName;
import java.util.ArrayList;
import java.util.List;

/** Finds tests by what a person calls them. Only units that may have the test are read whole. For one thread. */
final class TestFinder {
    private final Rows rows;
    private final TestName wanted;
    private final String className;
    private final int limit;
    private final List<TestKey> exact = new ArrayList<>();
    private final List<TestKey> near = new ArrayList<>();

    TestFinder(Rows rows, TestName wanted, int limit) {
        this.rows = rows;
        this.wanted = wanted;
        this.limit = limit;
        String test = wanted.test();
        int method = test.indexOf('#');
        this.className = method < 0 ? test : test.substring(0, method);
    }

    /** Those of exactly this name; if there is none, those that it fits but for parameters, or the tests of the class. */
    List<TestKey> find() {
        byte[] prefix = wanted.suite().isEmpty() ? Keys.ALL : Keys.texts(wanted.suite(), "");
        rows.scan(Table.HISTORY_SCOPE, prefix, (key, value) -> {
            String module = Keys.secondText(key);
            if (wanted.module().isEmpty() || wanted.module().equals(module)) {
                lookIn(Keys.firstText(key), module, (int) TextRow.number(Table.HISTORY_SCOPE, value));
            }
            return exact.size() < limit;
        });
        return exact.isEmpty() ? near : exact;
    }

    private void lookIn(String suite, String module, int scope) {
        rows.scan(Table.HISTORY_UNIT, Keys.number(scope), (key, value) -> {
            String unitId = Keys.textAfterNumber(key);
            if (mayHave(unitId, UnitFigures.className(value))) {
                for (TestFigures test : UnitFigures.decode(value).tests()) {
                    if (test.isTest()) {
                        add(new TestKey(suite, module, unitId, test.uniqueId(), test.className(), test.name()));
                    }
                }
            }
            return exact.size() < limit;
        });
    }

    private boolean mayHave(String unitId, String unitClass) {
        return wanted.test().startsWith(unitId)
                || className.equals(unitClass)
                || (className.startsWith(unitClass) && className.charAt(unitClass.length()) == '$');
    }

    private void add(TestKey test) {
        String title = test.className() + '#' + test.name();
        if (wanted.test().equals(test.uniqueId()) || wanted.test().equals(title)) {
            if (exact.size() < limit) {
                exact.add(test);
            }
        } else if (near.size() < limit
                && (wanted.test().equals(test.className())
                        || withoutParameters(wanted.test()).equals(withoutParameters(title)))) {
            near.add(test);
        }
    }

    private static String withoutParameters(String title) {
        int from = title.indexOf('(');
        return from < 0 ? title : title.substring(0, from);
    }
}
