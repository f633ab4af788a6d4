package io.verdigrid.worker.process;

import io.verdigrid.protocol.BundleManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that starts a runner: a Java, a classpath in its final order, a place, arguments.
 *
 * @param prefix jars at the classpath's start that a class-data archive can be made of
 * @param rest the entries behind them
 * @param extraArgs ours, before the user's
 * @param environment set beside the worker's own
 */
public record RunnerPlan(
        JavaHome java,
        List<Path> prefix,
        List<Path> rest,
        RunnerPlace place,
        List<String> extraArgs,
        List<String> userArgs,
        SortedMap<String, String> environment) {

    /** The value of a variable that the runner is not to have. */
    static final String UNSET = "${verdigrid.unset}";

    /**
     * Where a runner lives.
     *
     * @param startIn the folder in {@code workdir}, or itself, in which the process starts
     */
    public record RunnerPlace(int slot, Path workdir, Path startIn, Path tmpdir, Path argFile) {}

    /** The plan for a bundle whose classpath, and files beside it, are at these places. */
    public static RunnerPlan of(
            BundleManifest manifest,
            JavaHome java,
            List<Path> ours,
            List<Path> classpath,
            List<Path> files,
            RunnerPlace place) {
        List<Path> prefix = new ArrayList<>(ours);
        List<Path> rest = new ArrayList<>();
        for (Path entry : classpath) {
            boolean early = JUnitJars.isOne(entry) && !entry.startsWith(place.workdir());
            (early ? prefix : rest).add(entry);
        }
        Placeholders placeholders = new Placeholders(place.workdir(), classpath, files, place.slot());
        SortedMap<String, String> environment = new TreeMap<>();
        manifest.environment().forEach((name, value) -> environment.put(name, placeholders.fill(value)));
        List<String> args = manifest.jvmArgs().stream().map(placeholders::fill).toList();
        return new RunnerPlan(java, List.copyOf(prefix), List.copyOf(rest), place, List.of(), args, environment);
    }

    /** The same with more arguments of ours. */
    public RunnerPlan with(List<String> more) {
        List<String> all = new ArrayList<>(extraArgs);
        all.addAll(more);
        return new RunnerPlan(java, prefix, rest, place, all, userArgs, environment);
    }

    /** The whole classpath. */
    List<Path> classpath() {
        List<Path> all = new ArrayList<>(prefix);
        all.addAll(rest);
        return all;
    }
}
