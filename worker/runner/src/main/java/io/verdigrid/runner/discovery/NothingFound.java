package io.verdigrid.runner.discovery;

import io.verdigrid.runner.platform.Platform;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestSelection;
import java.util.List;

/** The sentence that says where tests were looked for in vain. No instances. */
final class NothingFound {
    private NothingFound() {}

    static String text(
            TestSelection selection, ClassNames names, ClassScan scan, int matching, List<String> selectorCauses) {
        StringBuilder text = new StringBuilder("no tests found");
        for (String cause : selectorCauses) {
            text.append("; ").append(cause);
        }
        if (!selection.scanRoots.isEmpty()) {
            text.append("; looked in ")
                    .append(String.join(", ", selection.scanRoots))
                    .append(" (")
                    .append(scan.names().size())
                    .append(" classes, ")
                    .append(matching)
                    .append(" of them with a name that matches ")
                    .append(names)
                    .append(')');
        }
        append(text, "classes", selection.selectClass);
        append(text, "packages", selection.selectPackage);
        append(text, "methods", selection.selectMethod);
        append(text, "unique ids", selection.selectUniqueId);
        if (selection.scanRoots.isEmpty() && !selection.selectPackage.isEmpty()) {
            text.append("; class names must match ").append(names);
        }
        TestFilter filter = selection.filter;
        append(text, "included tags", filter.includeTag);
        append(text, "excluded tags", filter.excludeTag);
        append(text, "included engines", filter.includeEngine);
        append(text, "excluded engines", filter.excludeEngine);
        List<String> engines = Platform.engineIds();
        text.append("; engines on the classpath: ").append(engines.isEmpty() ? "none" : String.join(", ", engines));
        return text.toString();
    }

    private static void append(StringBuilder text, String what, List<String> values) {
        if (!values.isEmpty()) {
            text.append("; ").append(what).append(": ").append(String.join(", ", values));
        }
    }
}
