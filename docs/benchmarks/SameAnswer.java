import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * Compares the outcomes in three folders of JUnit XML reports: two of ConsoleLauncher, one of Verdigrid. Prints one row, and what
 * differs; exits with 1 where something does. Tests that differ between ConsoleLauncher's two runs are left out.
 *
 * <p>{@code java SameAnswer.java SUITE FIRST SECOND OURS}
 */
final class SameAnswer {
    static final String ROW = "%-34s %8s %9s %8s %8s%n";
    private static final int SHOWN = 50;

    private SameAnswer() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("--head")) {
            System.out.printf(ROW, "suite", "tests", "left out", "equal", "differ");
            return;
        }
        Map<String, List<String>> first = outcomes(Path.of(args[1]));
        Map<String, List<String>> second = outcomes(Path.of(args[2]));
        Map<String, List<String>> ours = outcomes(Path.of(args[3]));

        TreeSet<String> tests = new TreeSet<>(first.keySet());
        tests.addAll(second.keySet());
        tests.addAll(ours.keySet());
        int all = 0;
        int leftOut = 0;
        int equal = 0;
        int differ = 0;
        List<String> rows = new ArrayList<>();
        for (String test : tests) {
            List<String> expected = first.getOrDefault(test, List.of());
            List<String> found = ours.getOrDefault(test, List.of());
            int count = Math.max(expected.size(), found.size());
            all += count;
            if (!expected.equals(second.getOrDefault(test, List.of()))) {
                leftOut += count;
            } else if (expected.equals(found)) {
                equal += count;
            } else {
                differ += count;
                rows.add("    " + test + "  junit: " + text(expected) + "  verdigrid: " + text(found));
            }
        }
        System.out.printf(ROW, args[0], all, leftOut, equal, differ);
        rows.stream().limit(SHOWN).forEach(System.out::println);
        if (rows.size() > SHOWN) {
            System.out.println("    ... and " + (rows.size() - SHOWN) + " more");
        }
        // Nothing at all is no agreement.
        System.exit(differ > 0 || equal == 0 ? 1 : 0);
    }

    private static String text(List<String> outcomes) {
        return outcomes.isEmpty() ? "absent" : outcomes.size() == 1 ? outcomes.get(0) : outcomes.toString();
    }

    /** By class and name, the sorted outcomes of all tests so called. */
    private static Map<String, List<String>> outcomes(Path folder) throws Exception {
        Map<String, List<String>> outcomes = new TreeMap<>();
        List<Path> reports;
        try (Stream<Path> files = Files.walk(folder)) {
            reports = files.filter(file -> file.getFileName().toString().matches("TEST-.*[.]xml"))
                    .sorted()
                    .toList();
        }
        for (Path report : reports) {
            try (InputStream in = Files.newInputStream(report)) {
                read(in, outcomes);
            } catch (Exception e) {
                throw new IllegalStateException("cannot read " + report + ": " + e.getMessage(), e);
            }
        }
        outcomes.values().forEach(Collections::sort);
        return outcomes;
    }

    private static void read(InputStream in, Map<String, List<String>> outcomes) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        String test = null;
        String outcome = "passed";
        while (xml.hasNext()) {
            int event = xml.next();
            String element = event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT
                    ? xml.getLocalName()
                    : "";
            if (event == XMLStreamConstants.START_ELEMENT && element.equals("testcase")) {
                test = xml.getAttributeValue(null, "classname") + " " + xml.getAttributeValue(null, "name");
                outcome = "passed";
            } else if (event == XMLStreamConstants.START_ELEMENT && test != null) {
                // JUnit writes a failed assumption as skipped; an assertion as a failure, all else as an error.
                outcome = switch (element) {
                    case "skipped" -> "skipped";
                    case "failure", "error" -> "failed";
                    default -> outcome;
                };
            } else if (event == XMLStreamConstants.END_ELEMENT && element.equals("testcase") && test != null) {
                outcomes.computeIfAbsent(test, any -> new ArrayList<>()).add(outcome);
                test = null;
            }
        }
    }
}
