package io.verdigrid.cli.report;

import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BlobRange;
import io.verdigrid.protocol.common.v1.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JUnit XML of one class, with the names of Surefire's schema surefire-test-report-3.0.xsd.
 *
 * @param name of the class
 * @param tests of it, in order
 * @param properties in each file, in order
 * @param stopped why the build ended before all its tests ran; empty: it did not
 */
record ClassReport(String name, List<TestVerdict> tests, Map<String, String> properties, String stopped) {
    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report-3.0.xsd";

    /** The parts of blobs that {@link #write} reads, in its order. */
    List<BlobRange> ranges() {
        List<BlobRange> ranges = new ArrayList<>();
        for (TestVerdict test : tests) {
            for (Element element : Element.of(test, stopped)) {
                if (element.attempt() != null) {
                    add(ranges, element.attempt().getFailure().getStackBlob());
                    if (element.kind().hasParts()) {
                        addOutput(ranges, element.attempt());
                    }
                }
            }
            addOutput(ranges, Element.shown(test));
        }
        return ranges;
    }

    /** Writes the file; one that exists is replaced. */
    void write(Path file, Outputs outputs) throws IOException {
        try (XmlWriter xml = new XmlWriter(new BufferedOutputStream(Files.newOutputStream(file)))) {
            xml.start("testsuite")
                    .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
                    .attribute("xsi:noNamespaceSchemaLocation", SCHEMA)
                    .attribute("version", "3.0")
                    .attribute("name", name)
                    .attribute(
                            "time",
                            seconds(tests.stream()
                                    .mapToLong(ClassReport::micros)
                                    .sum()))
                    .attribute("tests", Integer.toString(tests.size()))
                    .attribute("errors", count(Element.Kind.ERROR))
                    .attribute("skipped", count(Element.Kind.SKIPPED))
                    .attribute("failures", count(Element.Kind.FAILURE));
            xml.start("properties");
            for (Map.Entry<String, String> property : properties.entrySet()) {
                xml.start("property")
                        .attribute("name", property.getKey())
                        .attribute("value", property.getValue())
                        .end();
            }
            xml.end();
            for (TestVerdict test : tests) {
                testcase(xml, test, outputs);
            }
            xml.end();
        }
        for (BlobRange range : ranges()) {
            outputs.done(range);
        }
    }

    private void testcase(XmlWriter xml, TestVerdict test, Outputs outputs) throws IOException {
        xml.start("testcase")
                .attribute("name", test.getTest().getName())
                .attribute("classname", test.getTest().getClassName())
                .attribute("time", seconds(micros(test)));
        for (Element element : Element.of(test, stopped)) {
            element(xml, element, outputs);
        }
        Attempt shown = Element.shown(test);
        if (shown != null) {
            output(xml, shown, outputs);
        }
        xml.end();
    }

    private static void element(XmlWriter xml, Element element, Outputs outputs) throws IOException {
        xml.start(element.kind().tag);
        if (!element.message().isEmpty()) {
            xml.attribute("message", element.message());
        }
        if (element.kind() != Element.Kind.SKIPPED) {
            xml.attribute("type", element.type());
        }
        Attempt attempt = element.attempt();
        if (attempt != null && element.kind().hasParts()) {
            xml.start("stackTrace");
            stack(xml, attempt.getFailure(), outputs);
            xml.end();
            output(xml, attempt, outputs);
        } else if (attempt != null) {
            stack(xml, attempt.getFailure(), outputs);
        }
        xml.end();
    }

    private static void stack(XmlWriter xml, Failure failure, Outputs outputs) throws IOException {
        if (isThere(failure.getStackBlob())) {
            copy(xml, failure.getStackBlob(), outputs);
        } else if (!failure.getStack().isEmpty()) {
            xml.text(failure.getStack());
        }
    }

    private static void output(XmlWriter xml, Attempt attempt, Outputs outputs) throws IOException {
        if (isThere(attempt.getStdout())) {
            xml.start("system-out");
            copy(xml, attempt.getStdout(), outputs);
            xml.end();
        }
        if (isThere(attempt.getStderr())) {
            xml.start("system-err");
            copy(xml, attempt.getStderr(), outputs);
            xml.end();
        }
    }

    private static void copy(XmlWriter xml, BlobRange range, Outputs outputs) throws IOException {
        try (InputStreamReader text = new InputStreamReader(outputs.open(range), StandardCharsets.UTF_8)) {
            xml.text(text);
        }
    }

    private String count(Element.Kind kind) {
        return Long.toString(tests.stream()
                .filter(test -> Element.of(test, stopped).stream().anyMatch(element -> element.kind() == kind))
                .count());
    }

    private static long micros(TestVerdict test) {
        Attempt shown = Element.shown(test);
        return shown == null ? 0 : shown.getDurationUs();
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.3f", micros / 1e6);
    }

    private static void addOutput(List<BlobRange> ranges, @Nullable Attempt attempt) {
        if (attempt != null) {
            add(ranges, attempt.getStdout());
            add(ranges, attempt.getStderr());
        }
    }

    private static void add(List<BlobRange> ranges, BlobRange range) {
        if (isThere(range)) {
            ranges.add(range);
        }
    }

    private static boolean isThere(BlobRange range) {
        return !range.getDigest().isEmpty() && range.getLength() > 0;
    }
}
