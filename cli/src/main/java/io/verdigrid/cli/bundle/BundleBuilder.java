package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes bundles: equal files, arguments and order give an equal digest, whatever the machine's paths and times.
 *
 * <p>Not thread-safe. Files are hashed as streams, several at once.
 */
public final class BundleBuilder {
    /** Bytes that a bundle may have unless told otherwise. */
    public static final long DEFAULT_LIMIT = 4L << 30;

    private static final int PROBLEMS_TOLD = 20;

    private final DigestCache cache;
    private final long limitBytes;

    /** A builder that refuses bundles of more than so many bytes. */
    public BundleBuilder(DigestCache cache, long limitBytes) {
        this.cache = cache;
        this.limitBytes = limitBytes;
    }

    /** The bundle of this source; throws BundleProblem with everything that is wrong with it. */
    public Bundle build(BundleSource source) throws BundleProblem, InterruptedException {
        List<String> problems = new ArrayList<>();
        List<Path> classpath = new ClasspathExpansion(problems).expand(source.classpath());
        BundleFiles files = new BundleFiles(cache, source.workdir(), problems);
        List<BundleFiles.Entry> entries =
                classpath.stream().map(files::classpathEntry).toList();
        ExtraFiles extra = new ExtraFiles(
                files.startsIn(),
                file -> classpath.contains(file) || files.inWorkdir(file).isPresent(),
                problems);
        List<String> jvmArgs = extra.take(source.jvmArgs());
        extra.files().forEach(files::file);
        stopAt(problems);
        files.checkLimit(limitBytes).ifPresent(problems::add);
        stopAt(problems);
        files.hash();
        stopAt(problems);

        BundleManifest manifest;
        try {
            PathRewriting rewriting = rewriting(source, classpath);
            java.util.TreeMap<String, String> environment = new java.util.TreeMap<>();
            source.environment().forEach((name, value) -> environment.put(name, rewriting.rewrite(value)));
            List<ClasspathEntry> shipped = new ArrayList<>();
            entries.forEach(entry -> shipped.add(entry.shipped()));
            manifest = new BundleManifest(
                    shipped,
                    files.workdir(),
                    jvmArgs.stream().map(rewriting::rewrite).toList(),
                    environment,
                    source.javaHome(),
                    extra.files().stream().map(files::jar).toList(),
                    source.workdir().map(Workdir::startIn).orElse("."));
        } catch (IllegalArgumentException e) {
            throw new BundleProblem(List.of("cannot be shipped: " + e.getMessage()));
        }
        byte[] text = BundleManifestText.write(manifest);
        return new Bundle(Digest.of(text), manifest, text, files.byDigest(), classpath);
    }

    private static PathRewriting rewriting(BundleSource source, List<Path> classpath) {
        PathRewriting rewriting = new PathRewriting();
        source.workdir().ifPresent(workdir -> rewriting.put(workdir.folder(), "${verdigrid.workdir}"));
        for (int i = 0; i < classpath.size(); i++) {
            rewriting.put(classpath.get(i), "${verdigrid.classpath." + i + "}");
        }
        return rewriting;
    }

    private static void stopAt(List<String> problems) throws BundleProblem {
        if (problems.isEmpty()) {
            return;
        }
        List<String> told = new ArrayList<>(problems.subList(0, Math.min(PROBLEMS_TOLD, problems.size())));
        if (told.size() < problems.size()) {
            told.add("... and " + (problems.size() - told.size()) + " more");
        }
        throw new BundleProblem(told);
    }
}
