package io.verdigrid.runner.wire;

import java.util.List;

/** Which tests to find; names and meanings are those of JUnit's ConsoleLauncher. */
public final class TestSelection {
    /** Jars and folders on the classpath in which tests are discovered, absolute paths. */
    public final List<String> scanRoots;

    /** Class names. */
    public final List<String> selectClass;

    /** Package names. */
    public final List<String> selectPackage;

    /** {@code Class#method(types)}. */
    public final List<String> selectMethod;

    /** Unique ids. */
    public final List<String> selectUniqueId;

    /** Regular expressions. */
    public final List<String> includeClassname;

    /** Regular expressions. */
    public final List<String> excludeClassname;

    /** What holds for discovery and for each run. */
    public final TestFilter filter;

    /** A value of these parts. */
    public TestSelection(
            List<String> scanRoots,
            List<String> selectClass,
            List<String> selectPackage,
            List<String> selectMethod,
            List<String> selectUniqueId,
            List<String> includeClassname,
            List<String> excludeClassname,
            TestFilter filter) {
        this.scanRoots = scanRoots;
        this.selectClass = selectClass;
        this.selectPackage = selectPackage;
        this.selectMethod = selectMethod;
        this.selectUniqueId = selectUniqueId;
        this.includeClassname = includeClassname;
        this.excludeClassname = excludeClassname;
        this.filter = filter;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(scanRoots);
        fields.put(selectClass);
        fields.put(selectPackage);
        fields.put(selectMethod);
        fields.put(selectUniqueId);
        fields.put(includeClassname);
        fields.put(excludeClassname);
        filter.write(fields);
        return fields;
    }

    /** Takes its parts from the frame. */
    public static TestSelection read(FrameReader.Frame frame) {
        List<String> scanRoots = frame.texts();
        List<String> selectClass = frame.texts();
        List<String> selectPackage = frame.texts();
        List<String> selectMethod = frame.texts();
        List<String> selectUniqueId = frame.texts();
        List<String> includeClassname = frame.texts();
        List<String> excludeClassname = frame.texts();
        TestFilter filter = TestFilter.read(frame);
        return new TestSelection(
                scanRoots,
                selectClass,
                selectPackage,
                selectMethod,
                selectUniqueId,
                includeClassname,
                excludeClassname,
                filter);
    }
}
