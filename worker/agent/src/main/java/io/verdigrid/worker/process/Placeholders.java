package io.verdigrid.worker.process;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in what only a slot knows: {@code ${verdigrid.workdir}}, {@code ${verdigrid.classpath.N}}, {@code ${verdigrid.slot}}. */
final class Placeholders {
    private static final Pattern FORM = Pattern.compile("\\$\\{verdigrid\\.(workdir|slot|classpath\\.(\\d{1,6}))}");

    private final Path workdir;
    private final List<Path> classpath;
    private final int slot;

    Placeholders(Path workdir, List<Path> classpath, int slot) {
        this.workdir = workdir;
        this.classpath = classpath;
        this.slot = slot;
    }

    /** The text with its placeholders filled in; one for an entry that isn't there stays. */
    String fill(String text) {
        return text.indexOf('$') < 0
                ? text
                : FORM.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(value(found.group(1), found.group(2), found.group())));
    }

    private String value(String what, String position, String whole) {
        if (what.equals("workdir")) {
            return workdir.toString();
        } else if (what.equals("slot")) {
            return Integer.toString(slot);
        }
        int n = Integer.parseInt(position);
        return n < classpath.size() ? classpath.get(n).toString() : whole;
    }
}
