package io.verdigrid.runner.platform;

import io.verdigrid.runner.wire.TestFilter;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Makes requests that mean what ConsoleLauncher's options of the same names mean. No instances. */
public final class Requests {
    private Requests() {}

    /** A request with the filters and the configuration. Tag expressions that are none are refused by JUnit. */
    public static LauncherDiscoveryRequestBuilder of(List<? extends DiscoverySelector> selectors, TestFilter filter) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        request.selectors(selectors);
        if (!filter.includeTag.isEmpty()) {
            request.filters(TagFilter.includeTags(filter.includeTag));
        }
        if (!filter.excludeTag.isEmpty()) {
            request.filters(TagFilter.excludeTags(filter.excludeTag));
        }
        if (!filter.includeEngine.isEmpty()) {
            request.filters(EngineFilter.includeEngines(filter.includeEngine));
        }
        if (!filter.excludeEngine.isEmpty()) {
            request.filters(EngineFilter.excludeEngines(filter.excludeEngine));
        }
        // One engine's failure is that engine's: the others' tests are still found.
        request.configurationParameter(
                LauncherDiscoveryRequestBuilder.DEFAULT_DISCOVERY_LISTENER_CONFIGURATION_PROPERTY_NAME, "logging");
        // From 1.13 on: discovery tells what is wrong, and only running that engine fails.
        request.configurationParameter("junit.platform.discovery.issue.failure.phase", "execution");
        for (int i = 0; i < filter.configKeys.size(); i++) {
            request.configurationParameter(filter.configKeys.get(i), filter.configValues.get(i));
        }
        return request;
    }
}
