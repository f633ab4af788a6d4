package io.verdigrid.worker.process;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Class-data archives of the runner's and JUnit's classes, one for each Java and set of jars; made in the background when first
 * wanted, used from then on. A failure costs nothing but the gain.
 *
 * <p>Thread-safe.
 */
public final class ClassDataArchives implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClassDataArchives.class);

    private static final long CLOSE_SECONDS = 10;

    /** The first Java that dumps the classes of a run at its end. */
    private static final int SINCE = 13;

    private static final Pattern CONFLICT = Pattern.compile("-Xshare.*|-XX:[+-]?(SharedArchiveFile|ArchiveClassesAtExit"
            + "|SharedClassListFile|AutoCreateSharedArchive|AOT.*|DynamicDumpSharedSpaces).*"
            + "|--(patch-module|upgrade-module-path|limit-modules).*|-Xbootclasspath.*"
            + "|-Djava\\.system\\.class\\.loader=.*");

    private final Path dir;
    private final Training training;
    private final Set<String> tried = new HashSet<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "class-data");
        thread.setDaemon(true);
        return thread;
    });

    /** Archives in this folder. */
    public ClassDataArchives(Path dir, Training training) throws IOException {
        this.dir = dir;
        this.training = training;
        Files.createDirectories(dir);
    }

    /** The plan with an archive, if there is one for it; else one is made for the next. */
    public RunnerPlan applyTo(RunnerPlan plan) {
        if (plan.java().feature() < SINCE
                || plan.userArgs().stream()
                        .anyMatch(arg -> CONFLICT.matcher(arg).matches())) {
            return plan;
        }
        Path archive = dir.resolve(key(plan) + ".jsa");
        if (Files.exists(archive)) {
            return plan.with(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
        }
        makeOnce(plan, archive);
        return plan;
    }

    private void makeOnce(RunnerPlan plan, Path archive) {
        synchronized (tried) {
            if (!tried.add(archive.toString())) {
                return;
            }
        }
        background.execute(() -> make(plan, archive));
    }

    private void make(RunnerPlan plan, Path archive) {
        Path half = dir.resolve(archive.getFileName() + ".half");
        try {
            training.run(plan.java(), plan.prefix(), dir, half);
            Files.move(half, archive, StandardCopyOption.REPLACE_EXISTING);
            log.debug("Class-data archive {} made", archive);
        } catch (IOException | RuntimeException e) {
            log.info("No class-data archive could be made, and runners start without one: {}", e.getMessage());
            log.debug("The archive's failure", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deleteQuietly(half);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("{} could not be deleted", file, e);
        }
    }

    /** The same Java and the same jars in the same places: what the JVM itself checks. */
    private static String key(RunnerPlan plan) {
        String jars = Stream.concat(Stream.of(plan.java().home(), plan.java().release()), plan.prefix().stream())
                .map(Object::toString)
                .reduce("", (all, each) -> all + '\n' + each);
        return Digest.of(jars).hex().substring(0, 24);
    }

    /** Ends what is being made, and waits for that. */
    @Override
    public void close() {
        background.shutdownNow();
        try {
            if (!background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("A class-data archive is still being made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
