package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Stands for the modules of a build and what was selected in them, whatever their code. */
final class SameTests {
    private SameTests() {}

    static String of(BuildSpec spec) {
        CRC32C sum = new CRC32C();
        spec.modules().stream().sorted(Comparator.comparing(ModuleSpec::name)).forEach(module -> {
            add(sum, List.of(module.name()));
            add(sum, module.selection());
        });
        return String.format("%08x", sum.getValue());
    }

    private static void add(CRC32C sum, Selection selection) {
        add(sum, selection.scanEntries().stream().map(String::valueOf).toList());
        List.of(
                        selection.selectClass(),
                        selection.selectPackage(),
                        selection.selectMethod(),
                        selection.selectUniqueId(),
                        selection.includeClassname(),
                        selection.excludeClassname(),
                        selection.includeTag(),
                        selection.excludeTag(),
                        selection.includeEngine(),
                        selection.excludeEngine())
                .forEach(texts -> add(sum, texts));
        for (Map.Entry<String, String> entry : selection.config().entrySet()) {
            add(sum, List.of(entry.getKey(), entry.getValue()));
        }
    }

    /** Each text behind its length, so that no two lists look alike. */
    private static void add(CRC32C sum, List<String> texts) {
        sum.update(java.nio.ByteBuffer.allocate(4).putInt(texts.size()).flip());
        for (String text : texts) {
            byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            sum.update(java.nio.ByteBuffer.allocate(4).putInt(utf8.length).flip());
            sum.update(utf8);
        }
    }
}
