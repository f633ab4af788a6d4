package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;

/** Numbers that are given out once. */
enum Counter {
    /** Of commands applied. */
    INDEX("index"),
    /** Of boots. */
    EPOCH("epoch"),
    BUILD("build"),
    /** Of suites' modules in the history. */
    SCOPE("scope"),
    /** Of units in the history. */
    HISTORY_UNIT("history-unit"),
    /** Of code keys. */
    CODE_KEY("code-key"),
    /** Of what is thought of tests. */
    STANDING("standing");

    private final String id;

    Counter(String id) {
        this.id = id;
    }

    private byte[] key() {
        return Keys.text(id);
    }

    long value(Rows rows) {
        byte[] row = rows.get(Table.META, key());
        return row == null ? 0 : TextRow.number(Table.META, row);
    }

    /** From 1 upwards. */
    long next(StateBatch batch) {
        byte[] row = batch.get(Table.META, key());
        long next = (row == null ? 0 : TextRow.number(Table.META, row)) + 1;
        set(batch, next);
        return next;
    }

    void set(StateBatch batch, long value) {
        batch.put(Table.META, key(), TextRow.number(value));
    }
}
