package io.verdigrid.runner.discovery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.EngineDiscoveryResult;

/** What went wrong while engines discovered. Not thread-safe: discovery has one thread. */
public final class DiscoveryNotes {
    /** Engines that gave up, with the cause. */
    final Map<String, Throwable> failedEngines = new LinkedHashMap<>();

    /** Selectors that an engine could not resolve, with the cause. */
    final Map<DiscoverySelector, Throwable> failedSelectors = new LinkedHashMap<>();

    /** Of the failed selectors: the engine. */
    final Map<DiscoverySelector, String> failedSelectorEngines = new LinkedHashMap<>();

    /** What JUnit 1.13 and newer say about tests that are written in a wrong way. */
    final List<DiscoveryIssueNote> issues = new ArrayList<>();

    private final Set<DiscoverySelector> resolved = new HashSet<>();

    void selectorProcessed(UniqueId engineId, DiscoverySelector selector, SelectorResolutionResult result) {
        if (result.getStatus() == SelectorResolutionResult.Status.RESOLVED) {
            resolved.add(selector);
        } else if (result.getStatus() == SelectorResolutionResult.Status.FAILED) {
            failedSelectors.put(selector, result.getThrowable().orElse(null));
            failedSelectorEngines.put(selector, engineName(engineId));
        }
    }

    void engineFinished(UniqueId engineId, EngineDiscoveryResult result) {
        if (result.getStatus() == EngineDiscoveryResult.Status.FAILED) {
            failedEngines.put(engineName(engineId), result.getThrowable().orElse(null));
        }
    }

    void issue(UniqueId engineId, Object issue) {
        issues.add(DiscoveryIssueNote.of(engineName(engineId), issue));
    }

    /** Another engine knew what to do with it. */
    boolean isResolved(DiscoverySelector selector) {
        return resolved.contains(selector);
    }

    /** One sentence for each failure; empty: there was none. */
    public Set<String> failures() {
        Set<String> sentences = new LinkedHashSet<>();
        for (Map.Entry<String, Throwable> each : failedEngines.entrySet()) {
            sentences.add("engine " + each.getKey() + " failed: " + cause(each.getValue()));
        }
        for (Map.Entry<DiscoverySelector, Throwable> each : failedSelectors.entrySet()) {
            sentences.add(each.getKey() + ": " + cause(each.getValue()));
        }
        return sentences;
    }

    /** The throwable and what caused it, on one line. */
    static String cause(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < 5; depth++) {
            text.append(depth == 0 ? "" : "; caused by ").append(at);
            at = at.getCause();
        }
        return text.length() == 0 ? "no cause is known" : text.toString().replace('\n', ' ');
    }

    private static String engineName(UniqueId engineId) {
        return engineId.getEngineId().orElse(engineId.toString());
    }
}
