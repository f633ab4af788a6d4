package io.verdigrid.worker.process;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what only a slot knows: {@code ${verdigrid.workdir}}, {@code ${verdigrid.classpath.N}}, {@code
 * ${verdigrid.file.N}}, {@code ${verdigrid.slot}}.
 */
final class Placeholders {
    private static final Pattern FORM =
            Pattern.compile("\\$\\{verdigrid\\.(workdir|slot|(classpath|file)\\.(\\d{1,6}))}");

    private final Path workdir;
    private final List<Path> classpath;
    private final List<Path> files;
    private final int slot;

    Placeholders(Path workdir, List<Path> classpath, List<Path> files, int slot) {
        this.workdir = workdir;
        this.classpath = classpath;
        this.files = files;
        this.slot = slot;
    }

    /** The text with its placeholders filled in; one for an entry that isn't there stays. */
    String fill(String text) {
        return text.indexOf('$') < 0
                ? text
                : FORM.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
    }

    private String value(MatchResult found) {
        if (found.group(1).equals("workdir")) {
            return workdir.toString();
        } else if (found.group(1).equals("slot")) {
            return Integer.toString(slot);
        }
        List<Path> places = found.group(2).equals("file") ? files : classpath;
        int n = Integer.parseInt(found.group(3));
        return n < places.size() ? places.get(n).toString() : found.group();
    }
}
