package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.RunEnd;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a runner told about a run. Not thread-safe. */
final class Ran {
    private static final List<String> OUTCOMES = List.of("PASSED", "FAILED", "ABORTED", "SKIPPED");

    final List<TestNode> started = new ArrayList<>();
    final List<TestResult> results = new ArrayList<>();
    final List<String> along = new ArrayList<>();
    final Set<String> runningAlong = new LinkedHashSet<>();
    RunEnd end;
    String exiting = "";
    private final Map<String, ByteArrayOutputStream> output = new LinkedHashMap<>();

    /** False: the run has ended. */
    boolean take(FrameReader.Frame frame) {
        switch (frame.kind()) {
            case STARTED -> {
                frame.number();
                started.add(TestNode.read(frame));
            }
            case FINISHED -> {
                frame.number();
                results.add(TestResult.read(frame));
            }
            case OUTPUT -> {
                frame.number();
                String key = frame.text() + " " + frame.number();
                output.computeIfAbsent(key, none -> new ByteArrayOutputStream()).writeBytes(frame.bytes());
            }
            case ALONG -> {
                frame.number();
                TestNode test = TestNode.read(frame);
                along.add(test.name);
                runningAlong.add(test.uniqueId);
            }
            case ALONG_ENDED -> {
                frame.number();
                assertThat(runningAlong.remove(frame.text())).isTrue();
            }
            case EXITING -> exiting = frame.text();
            case RAN -> {
                frame.number();
                end = RunEnd.read(frame);
                return false;
            }
            default -> throw new AssertionError("unexpected " + frame.kind());
        }
        return true;
    }

    /** Name and outcome of each, in order; a container is marked by its display name in brackets. */
    List<String> outcomes() {
        List<String> all = new ArrayList<>();
        for (TestResult each : results) {
            String name = each.test.isTest ? each.test.name : "<" + each.test.displayName + ">";
            all.add(name + " " + OUTCOMES.get(each.outcome));
        }
        return all;
    }

    TestResult result(String nameStart) {
        return results.stream()
                .filter(each -> each.test.name.startsWith(nameStart) || each.test.displayName.startsWith(nameStart))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result of " + nameStart + ": " + outcomes()));
    }

    String out(String uniqueId) {
        return text(uniqueId + " 0");
    }

    String err(String uniqueId) {
        return text(uniqueId + " 1");
    }

    private String text(String key) {
        ByteArrayOutputStream bytes = output.get(key);
        return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
    }
}
