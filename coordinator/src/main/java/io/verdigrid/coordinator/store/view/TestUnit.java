package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.rows.RowKey;

/**
 * The unit of a test in the table.
 *
 * @param key of its row
 * @param number finds its runs
 */
record TestUnit(RowKey key, int scope, String suite, String module, int number) {}
