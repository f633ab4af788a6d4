package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Hashes files on several threads; collects first, so that the sum of their sizes can be judged before anything is read. */
final class Hashing {
    private record Wanted(Path file, BasicFileAttributes attributes) {}

    private final DigestCache cache;
    private final Map<Path, Wanted> wanted = new LinkedHashMap<>();
    private final Map<Path, Digest> digests = new HashMap<>();

    Hashing(DigestCache cache) {
        this.cache = cache;
    }

    void want(Path file, BasicFileAttributes attributes) {
        wanted.putIfAbsent(file, new Wanted(file, attributes));
    }

    void want(Path file) throws IOException {
        want(file, Files.readAttributes(file, BasicFileAttributes.class));
    }

    long size(Path file) {
        return of(file).attributes.size();
    }

    private Wanted of(Path file) {
        Wanted found = wanted.get(file);
        if (found == null) {
            throw new IllegalStateException("never wanted: " + file);
        }
        return found;
    }

    /** Bytes of all wanted files. */
    long total() {
        return wanted.values().stream().mapToLong(w -> w.attributes.size()).sum();
    }

    /** The largest wanted files, largest first. */
    List<Path> largest(int count) {
        return wanted.values().stream()
                .sorted((a, b) -> Long.compare(b.attributes.size(), a.attributes.size()))
                .limit(count)
                .map(Wanted::file)
                .toList();
    }

    /** Hashes what is wanted; {@code problems} grows by a line for each file that cannot be read. */
    void run(List<String> problems) throws InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(8, Runtime.getRuntime().availableProcessors()), task -> {
                    Thread thread = new Thread(task, "verdigrid-hashing");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            Map<Path, Future<Digest>> running = new LinkedHashMap<>();
            for (Wanted one : wanted.values()) {
                running.put(one.file, threads.submit(() -> cache.digest(one.file, one.attributes)));
            }
            for (Map.Entry<Path, Future<Digest>> one : running.entrySet()) {
                try {
                    digests.put(one.getKey(), one.getValue().get());
                } catch (ExecutionException e) {
                    problems.add("cannot read " + one.getKey() + ": "
                            + (e.getCause() instanceof IOException io ? ClasspathExpansion.reason(io) : e.getCause()));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    Digest digest(Path file) {
        Digest digest = digests.get(file);
        if (digest == null) {
            throw new IllegalStateException("never hashed: " + file);
        }
        return digest;
    }

    /** Where this machine has each blob. */
    Map<Digest, Path> files() {
        Map<Digest, Path> files = new LinkedHashMap<>();
        new ArrayList<>(digests.keySet()).stream().sorted().forEach(file -> files.putIfAbsent(digest(file), file));
        return files;
    }
}
