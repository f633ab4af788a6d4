package io.verdigrid.worker.slot;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.cache.BundleStore;
import io.verdigrid.worker.cache.OpenBundle;
import io.verdigrid.worker.cache.Trees;
import io.verdigrid.worker.launcher.LauncherChoice;
import io.verdigrid.worker.model.BundleUse;
import io.verdigrid.worker.model.NotAble;
import io.verdigrid.worker.process.ClassDataArchives;
import io.verdigrid.worker.process.JavaHome;
import io.verdigrid.worker.process.RunnerEvent;
import io.verdigrid.worker.process.RunnerPlan;
import io.verdigrid.worker.process.RunnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a slot ready for a module: bundle, working directory, launcher, a started runner.
 *
 * <p>Thread-safe for different slots.
 */
public final class RunnerStarter {
    private static final Logger log = LoggerFactory.getLogger(RunnerStarter.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long READY_NANOS = 120_000_000_000L;

    private final Path dir;
    private final BundleStore bundles;
    private final LauncherChoice launchers;
    private final ClassDataArchives archives;
    private final Path runnerJar;
    private final String javaHome;
    private final TimeSource time;

    /** Slots live under {@code dir}, whose content from an earlier life is deleted; {@code javaHome} is the default. */
    public RunnerStarter(
            Path dir,
            BundleStore bundles,
            LauncherChoice launchers,
            ClassDataArchives archives,
            Path runnerJar,
            String javaHome,
            TimeSource time)
            throws IOException {
        this.dir = dir;
        this.bundles = bundles;
        this.launchers = launchers;
        this.archives = archives;
        this.runnerJar = runnerJar;
        this.javaHome = javaHome;
        this.time = time;
        Trees.delete(dir);
        Files.createDirectories(dir);
    }

    /** Starts a runner and waits until it obeys. */
    WarmRunner start(BundleUse use, int slot, StopSign stop) throws NotAble, InterruptedException {
        long began = time.nanos();
        long laidOut;
        OpenBundle bundle = bundles.open(use, stop::isUp);
        RunnerProcess process;
        List<Path> classpath;
        try {
            Path home = slotFolder(slot, use.buildId()).resolve(key(use.module() + '\n' + use.bundle()));
            Path workdir = workdir(home, bundle, stop);
            laidOut = time.nanos();
            classpath = bundle.classpath(workdir);
            requireAll(classpath, bundle.names());
            RunnerPlan plan = plan(bundle, classpath, slot, home, workdir);
            process = RunnerProcess.start(archives.applyTo(plan));
        } catch (IOException e) {
            throw NotAble.here("the runner could not be started", e);
        }
        awaitReady(process, stop);
        long transferMs = (laidOut - began) / 1_000_000;
        long startMs = (time.nanos() - laidOut) / 1_000_000;
        return new WarmRunner(use, bundle, classpath, process, transferMs, startMs, time.epochMillis());
    }

    /** Deletes what the slot kept for a build; its runner must be dead. */
    void forget(int slot, String buildId) {
        try {
            Trees.delete(slotFolder(slot, buildId));
        } catch (IOException e) {
            log.warn("The folders of build {} in slot {} could not be deleted", buildId, slot, e);
        }
    }

    private Path slotFolder(int slot, String buildId) {
        return dir.resolve(Integer.toString(slot)).resolve(key(buildId));
    }

    private static String key(String text) {
        return Digest.of(text).hex().substring(0, 12);
    }

    /** The slot's copy of the working directory: whole or not there. */
    private static Path workdir(Path home, OpenBundle bundle, StopSign stop) throws IOException, NotAble {
        Path workdir = home.resolve("work");
        Files.createDirectories(home.resolve("tmp"));
        if (!Files.exists(workdir)) {
            Path half = home.resolve("half");
            Trees.delete(half);
            try {
                bundle.layWorkdir(half, stop::isUp);
                Files.move(half, workdir);
            } catch (IOException | NotAble e) {
                Trees.delete(half);
                throw e;
            }
        }
        return workdir.toRealPath();
    }

    private static void requireAll(List<Path> classpath, List<String> names) throws NotAble {
        for (int i = 0; i < classpath.size(); i++) {
            if (!Files.exists(classpath.get(i))) {
                throw NotAble.badInput("the classpath's entry " + i + " is not in the bundle: " + names.get(i));
            }
        }
    }

    private RunnerPlan plan(OpenBundle bundle, List<Path> classpath, int slot, Path home, Path workdir)
            throws NotAble, IOException {
        BundleManifest manifest = bundle.manifest();
        JavaHome java = JavaHome.at(manifest.javaHome().isEmpty() ? javaHome : manifest.javaHome());
        List<Path> ours = new ArrayList<>(List.of(runnerJar));
        launchers.toAdd(classpath).ifPresent(ours::add);
        Path startIn = workdir.resolve(manifest.startIn()).normalize();
        Files.createDirectories(startIn);
        RunnerPlan.RunnerPlace place =
                new RunnerPlan.RunnerPlace(slot, workdir, startIn, home.resolve("tmp"), home.resolve("runner.args"));
        return RunnerPlan.of(manifest, java, ours, classpath, bundle.files(), place);
    }

    private void awaitReady(RunnerProcess process, StopSign stop) throws NotAble, InterruptedException {
        long began = time.nanos();
        try {
            while (true) {
                RunnerEvent event = process.next(POLL);
                if (event instanceof RunnerEvent.Ready) {
                    return;
                } else if (event instanceof RunnerEvent.Ended ended) {
                    throw NotAble.here(
                            "the runner ended before it was ready, by " + ended.how() + ": " + process.lastWords());
                } else if (stop.isUp()) {
                    process.killAndWait();
                    throw NotAble.stopped();
                } else if (time.nanos() - began > READY_NANOS) {
                    process.killAndWait();
                    throw NotAble.here("the runner was not ready within " + READY_NANOS / 1_000_000_000L + " s: "
                            + process.lastWords());
                }
            }
        } catch (InterruptedException e) {
            process.kill();
            throw e;
        }
    }
}
