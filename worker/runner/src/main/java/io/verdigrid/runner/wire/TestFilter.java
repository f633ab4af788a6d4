package io.verdigrid.runner.wire;

import java.util.Collections;
import java.util.List;

/** What holds for discovery and for each run: tags, engines, configuration, and the order if one is given. */
public final class TestFilter {
    /** Tag expressions. */
    public final List<String> includeTag;

    /** Tag expressions. */
    public final List<String> excludeTag;

    /** Engine ids. */
    public final List<String> includeEngine;

    /** Engine ids. */
    public final List<String> excludeEngine;

    /** Names of configuration parameters. */
    public final List<String> configKeys;

    /** Their values, in the same order. */
    public final List<String> configValues;

    /**
     * All that is selected, in the order in which one JVM runs it: each a word for its kind (package, class, method, id), a
     * space, and its value. Empty: no order is given.
     */
    public final List<String> order;

    /** A value of these parts, without an order. */
    public TestFilter(
            List<String> includeTag,
            List<String> excludeTag,
            List<String> includeEngine,
            List<String> excludeEngine,
            List<String> configKeys,
            List<String> configValues) {
        this(
                includeTag,
                excludeTag,
                includeEngine,
                excludeEngine,
                configKeys,
                configValues,
                Collections.<String>emptyList());
    }

    /** A value of these parts. */
    public TestFilter(
            List<String> includeTag,
            List<String> excludeTag,
            List<String> includeEngine,
            List<String> excludeEngine,
            List<String> configKeys,
            List<String> configValues,
            List<String> order) {
        this.includeTag = includeTag;
        this.excludeTag = excludeTag;
        this.includeEngine = includeEngine;
        this.excludeEngine = excludeEngine;
        this.configKeys = configKeys;
        this.configValues = configValues;
        this.order = order;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(includeTag);
        fields.put(excludeTag);
        fields.put(includeEngine);
        fields.put(excludeEngine);
        fields.put(configKeys);
        fields.put(configValues);
        fields.put(order);
        return fields;
    }

    /** Takes its parts from the frame. */
    public static TestFilter read(FrameReader.Frame frame) {
        List<String> includeTag = frame.texts();
        List<String> excludeTag = frame.texts();
        List<String> includeEngine = frame.texts();
        List<String> excludeEngine = frame.texts();
        List<String> configKeys = frame.texts();
        List<String> configValues = frame.texts();
        List<String> order = frame.texts();
        return new TestFilter(includeTag, excludeTag, includeEngine, excludeEngine, configKeys, configValues, order);
    }
}
