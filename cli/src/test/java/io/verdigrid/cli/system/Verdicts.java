package io.verdigrid.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The multiset of (test, verdict) in a folder of JUnit XML reports. */
final class Verdicts {
    private Verdicts() {}

    /** How often each line `class#name verdict` stands in the reports. */
    static Map<String, Integer> read(Path reports) throws IOException {
        Map<String, Integer> verdicts = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(reports)) {
            files = all.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList();
        }
        for (Path file : files) {
            NodeList cases = parse(file).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                String line = test.getAttribute("classname") + "#" + test.getAttribute("name") + " " + verdict(test);
                verdicts.merge(line, 1, Integer::sum);
            }
        }
        return verdicts;
    }

    static int count(Map<String, Integer> verdicts) {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String verdict(Element test) {
        for (Node child = test.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeName()) {
                case "failure", "error", "skipped" -> {
                    return child.getNodeName();
                }
                case "flakyFailure", "flakyError" -> {
                    return "intermittent";
                }
                default -> {}
            }
        }
        return "passed";
    }

    private static Element parse(Path file) throws IOException {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            return builder.parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not well-formed: " + file, e);
        }
    }
}
