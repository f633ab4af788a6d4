package io.verdigrid.cli.maven;

import io.verdigrid.cli.bundle.Workdir;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module's folder as its tests see it: without version control, the modules in it, fetched node modules, and without what the
 * build made but its classes and what Surefire's configuration names.
 */
final class ModuleFolder {
    private final Path basedir;
    private final String build;
    private final TreeSet<String> kept = new TreeSet<>();
    private final TreeSet<String> modules = new TreeSet<>();

    ModuleFolder(SurefireExecution execution) {
        this.basedir = execution.basedir();
        this.build = relative(Path.of(execution.text("buildDirectory")));
        for (String other : execution.list("reactor")) {
            String path = relative(Path.of(other));
            if (!path.isEmpty()) {
                modules.add(path);
            }
        }
    }

    /** Keeps these, where the build made them. */
    void keep(Collection<Path> paths) {
        for (Path path : paths) {
            String relative = relative(path);
            if (!build.isEmpty() && relative.startsWith(build + "/")) {
                kept.add(relative);
            }
        }
    }

    /** Keeps what these arguments name, where the build made it and it is there. */
    void keepNamed(Collection<String> texts) {
        if (build.isEmpty()) {
            return;
        }
        Pattern named = Pattern.compile("(?:" + Pattern.quote(basedir + "/") + "|(?<![\\w/.-]))"
                + Pattern.quote(build + "/") + "[^\\s:;,\"'=]+");
        for (String text : texts) {
            List<Path> found = new ArrayList<>();
            Matcher matcher = named.matcher(text);
            while (matcher.find()) {
                Path path = basedir.resolve(matcher.group());
                // Coverage data is written, not read, and would make each bundle another one.
                if (Files.exists(path) && !path.toString().endsWith(".exec")) {
                    found.add(path);
                }
            }
            keep(found);
        }
    }

    Workdir workdir(String workingDirectory, Consumer<String> notes) {
        String startIn = ".";
        if (!workingDirectory.isEmpty()) {
            Path asked = basedir.resolve(workingDirectory.replaceAll("\\$\\{surefire\\.[a-zA-Z]+}", "1"))
                    .normalize();
            if (asked.startsWith(basedir)) {
                startIn = asked.equals(basedir) ? "." : relative(asked);
            } else {
                notes.accept("workingDirectory " + asked + " is outside the module: its tests start in " + basedir);
            }
        }
        return new Workdir(basedir, this::leavesOut, startIn);
    }

    private boolean leavesOut(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals(".git") || name.equals("node_modules") || modules.contains(path)) {
            return true;
        }
        if (build.isEmpty() || !path.startsWith(build + "/")) {
            return false;
        }
        return kept.stream().noneMatch(k -> k.equals(path) || k.startsWith(path + "/") || path.startsWith(k + "/"));
    }

    /** With slashes; empty for the module's folder itself and for what is outside. */
    private String relative(Path path) {
        Path normal = basedir.resolve(path).normalize();
        return normal.startsWith(basedir)
                ? basedir.relativize(normal).toString().replace('\\', '/')
                : "";
    }
}
