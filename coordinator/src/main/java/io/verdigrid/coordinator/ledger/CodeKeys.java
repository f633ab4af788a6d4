package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.rows.CodeKeyRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of the code keys of an open build, so that 32 bytes are written once and not for each test. A number is given out
 * when it is first asked for. For one thread.
 */
final class CodeKeys {
    /** Digits enough that two keys of a suite never share them. */
    private static final int SHORT = 16;

    private final Map<CodeKey, Integer> known = new HashMap<>();
    private final Map<String, String> shortKeys = new HashMap<>();
    private final List<ModuleSpec> modules;

    CodeKeys(List<ModuleSpec> modules) {
        this.modules = modules;
    }

    /** The number of the code that runs for this module in this variant; from 1. */
    int number(String module, String variant, StateBatch batch) {
        return modules.stream()
                .filter(spec -> spec.name().equals(module))
                .findFirst()
                .map(spec -> number(new CodeKey(spec.bundle(), variant), batch))
                .orElse(0);
    }

    /** The begin of the key's hash, for people and for comparisons within a suite; empty: of no module of the build. */
    String shortKey(String module, String variant) {
        return shortKeys.computeIfAbsent(
                module + '\n' + variant,
                both -> modules.stream()
                        .filter(spec -> spec.name().equals(module))
                        .findFirst()
                        .map(spec -> new CodeKey(spec.bundle(), variant)
                                .digest()
                                .hex()
                                .substring(0, SHORT))
                        .orElse(""));
    }

    private int number(CodeKey key, StateBatch batch) {
        return known.computeIfAbsent(key, k -> stored(k, batch));
    }

    private static int stored(CodeKey key, StateBatch batch) {
        byte[] id = Keys.text(key.digest().hex());
        byte[] row = batch.get(Table.CODE_KEY_NUMBER, id);
        if (row != null) {
            return (int) TextRow.number(Table.CODE_KEY_NUMBER, row);
        }
        int number = (int) Counter.CODE_KEY.next(batch);
        batch.put(Table.CODE_KEY_NUMBER, id, TextRow.number(number));
        batch.put(Table.CODE_KEY, Keys.number(number), new CodeKeyRow(key).encode());
        return number;
    }
}
