package io.verdigrid.runner.wire;

import java.util.List;

/** What holds for discovery and for each run: tags, engines and configuration. */
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

    /** A value of these parts. */
    public TestFilter(
            List<String> includeTag,
            List<String> excludeTag,
            List<String> includeEngine,
            List<String> excludeEngine,
            List<String> configKeys,
            List<String> configValues) {
        this.includeTag = includeTag;
        this.excludeTag = excludeTag;
        this.includeEngine = includeEngine;
        this.excludeEngine = excludeEngine;
        this.configKeys = configKeys;
        this.configValues = configValues;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(includeTag);
        fields.put(excludeTag);
        fields.put(includeEngine);
        fields.put(excludeEngine);
        fields.put(configKeys);
        fields.put(configValues);
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
        return new TestFilter(includeTag, excludeTag, includeEngine, excludeEngine, configKeys, configValues);
    }
}
