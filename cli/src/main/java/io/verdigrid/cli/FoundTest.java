package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.ListTestsRequest;
import io.verdigrid.protocol.history.v1.ListTestsResponse;
import io.verdigrid.protocol.history.v1.TestHistory;
import java.util.List;

/** Looks up the one test that a person means. */
final class FoundTest {
    private static final int TOLD = 10;

    private FoundTest() {}

    /** The test whose class#name is this, or else the only one that contains it; a problem if there is none, or several. */
    static TestHistory of(Grid grid, String suite, String wanted) {
        String title = wanted.replace("()", "");
        ListTestsResponse answer = HistoryServiceGrpc.newBlockingStub(grid.channel())
                .listTests(ListTestsRequest.newBuilder()
                        .setSuite(suite)
                        .setFilter(title)
                        .setSort(ListTestsRequest.Sort.SORT_NAME)
                        .setPageSize(1000)
                        .build());
        List<TestHistory> exact = answer.getTestsList().stream()
                .filter(test -> plain(test).equals(title))
                .toList();
        List<TestHistory> found = exact.isEmpty() ? answer.getTestsList() : exact;
        if (found.isEmpty()) {
            throw Problem.input("no test of the history is called '" + wanted + "'"
                    + (suite.isEmpty() ? "" : " in suite " + suite) + "; verdigrid tests lists them");
        }
        if (found.size() > 1) {
            StringBuilder which = new StringBuilder();
            found.stream()
                    .limit(TOLD)
                    .forEach(test -> which.append("\n  ")
                            .append(test.getSuite())
                            .append(": ")
                            .append(title(test)));
            throw Problem.input("'" + wanted + "' may be each of " + found.size() + " tests" + which
                    + (found.size() > TOLD ? "\n  ..." : "") + "\nsay class#name, and --suite");
        }
        return found.get(0);
    }

    private static String plain(TestHistory test) {
        return (test.getClassName() + "#" + test.getName()).replace("()", "");
    }

    /** As people call it. */
    static String title(TestHistory test) {
        String module = test.getModule().isEmpty() ? "" : "[" + test.getModule() + "] ";
        return module + test.getClassName() + "#" + test.getName();
    }
}
