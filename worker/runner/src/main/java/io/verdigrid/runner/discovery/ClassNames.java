package io.verdigrid.runner.discovery;

import io.verdigrid.runner.wire.TestSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** The filters for class names as ConsoleLauncher understands them: what is selected by name is always included. */
final class ClassNames {
    private final boolean standard;
    private final List<String> includes = new ArrayList<>();
    private final List<String> excludes;
    private final List<Pattern> including = new ArrayList<>();
    private final List<Pattern> excluding = new ArrayList<>();

    /** Throws PatternSyntaxException, with the expression in its message. */
    ClassNames(TestSelection selection) {
        standard = selection.includeClassname.isEmpty();
        if (standard) {
            includes.add(ClassNameFilter.STANDARD_INCLUDE_PATTERN);
        }
        includes.addAll(selection.includeClassname);
        for (String selected : selection.selectClass) {
            includes.add(Pattern.quote(selected));
        }
        for (String selected : selection.selectMethod) {
            includes.add(Pattern.quote(classOf(selected)));
        }
        excludes = selection.excludeClassname;
        compile(includes, including);
        compile(excludes, excluding);
    }

    /** The class of {@code Class#method(types)}. */
    static String classOf(String method) {
        int hash = method.indexOf('#');
        return hash < 0 ? method : method.substring(0, hash);
    }

    void addTo(LauncherDiscoveryRequestBuilder request) {
        request.filters(ClassNameFilter.includeClassNamePatterns(includes.toArray(new String[0])));
        if (!excludes.isEmpty()) {
            request.filters(ClassNameFilter.excludeClassNamePatterns(excludes.toArray(new String[0])));
        }
    }

    boolean match(String name) {
        return any(including, name) && !any(excluding, name);
    }

    @Override
    public String toString() {
        String text = (standard ? "the default " : "") + includes;
        return excludes.isEmpty() ? text : text + " and not " + excludes;
    }

    private static boolean any(List<Pattern> patterns, String name) {
        for (Pattern each : patterns) {
            if (each.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }

    private static void compile(List<String> expressions, List<Pattern> patterns) {
        for (String each : expressions) {
            patterns.add(Pattern.compile(each));
        }
    }
}
