package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.rows.WorkerRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The workers of an open build. One that comes back with another JDK is another worker. For one thread. */
final class LiveWorkers {
    private final Map<WorkerRow, Integer> numbers = new HashMap<>();
    private final List<WorkerRow> rows = new ArrayList<>();

    /** -1: not known. */
    int number(WorkerRow worker) {
        return numbers.getOrDefault(worker, -1);
    }

    /** Numbers count from 0 in the order in which workers are added. */
    int add(WorkerRow worker) {
        numbers.put(worker, rows.size());
        rows.add(worker);
        return rows.size() - 1;
    }

    WorkerRow row(int number) {
        return rows.get(number);
    }
}
