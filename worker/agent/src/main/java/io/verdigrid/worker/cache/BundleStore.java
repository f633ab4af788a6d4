package io.verdigrid.worker.cache;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TreeEntry;
import io.verdigrid.worker.model.BundleUse;
import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles that open builds use: their blobs are held in the cache, their folders are laid out once for all slots.
 *
 * <p>Thread-safe. A bundle's folders go with the last build that used it, since a test may have written to them.
 */
public final class BundleStore {
    private static final Logger log = LoggerFactory.getLogger(BundleStore.class);
    private static final int REMEMBERED_BUILDS = 1000;

    private final Path dir;
    private final BlobCache cache;
    private final Map<Digest, Opening> openings = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();

    /** One bundle; its lock is held while it is laid out, so that slots wait for each other here. */
    private static final class Opening {
        private final Set<String> builds = new HashSet<>();
        private @org.jspecify.annotations.Nullable OpenBundle bundle;
    }

    /** Bundles under {@code dir}, whose content from an earlier life is deleted. */
    public BundleStore(Path dir, BlobCache cache) throws IOException {
        this.dir = dir;
        this.cache = cache;
        Trees.delete(dir);
        Files.createDirectories(dir);
    }

    /** The bundle, fetched and laid out; it stays until {@link #buildEnded}. */
    public OpenBundle open(BundleUse use, BooleanSupplier stopped) throws NotAble {
        Opening opening;
        synchronized (this) {
            if (ended.contains(use.buildId())) {
                throw NotAble.stopped();
            }
            opening = openings.computeIfAbsent(use.bundle(), digest -> new Opening());
            opening.builds.add(use.buildId());
        }
        synchronized (opening) {
            if (opening.bundle == null) {
                opening.bundle = lay(use.bundle(), stopped);
            }
            return opening.bundle;
        }
    }

    /** It may open bundles, even if it had ended. */
    public synchronized void buildBegan(String buildId) {
        ended.remove(buildId);
    }

    /** Lets go of what only this build used; its runners must be dead. */
    public void buildEnded(String buildId) {
        List<Opening> unused = new ArrayList<>();
        synchronized (this) {
            ended.add(buildId);
            if (ended.size() > REMEMBERED_BUILDS) {
                ended.remove(ended.iterator().next());
            }
            openings.values().removeIf(opening -> {
                boolean last = opening.builds.remove(buildId) && opening.builds.isEmpty();
                if (last) {
                    unused.add(opening);
                }
                return last;
            });
        }
        unused.forEach(this::drop);
    }

    private void drop(Opening opening) {
        synchronized (opening) {
            if (opening.bundle != null) {
                OpenBundle bundle = opening.bundle;
                opening.bundle = null;
                cache.release(bundle.blobs());
                deleteQuietly(bundle.folder());
            }
        }
    }

    private OpenBundle lay(Digest digest, BooleanSupplier stopped) throws NotAble {
        cache.hold(Map.of(digest, 0L), stopped);
        Set<Digest> held = new HashSet<>(Set.of(digest));
        Path folder = null;
        boolean whole = false;
        try {
            BundleManifest manifest = BundleManifestText.read(Files.readAllBytes(cache.file(digest)));
            Map<Digest, Long> sizes = sizes(manifest);
            sizes.remove(digest);
            cache.hold(sizes, stopped);
            held.addAll(sizes.keySet());
            folder = Files.createTempDirectory(dir, digest.hex().substring(0, 12) + "-");
            List<OpenBundle.Place> places = new ArrayList<>();
            for (ClasspathEntry entry : manifest.classpath()) {
                places.add(place(entry, folder.resolve(Integer.toString(places.size())), stopped));
            }
            List<Path> files = new ArrayList<>();
            for (ClasspathEntry.Jar file : manifest.files()) {
                files.add(cache.named(file.digest(), file.name()));
            }
            whole = true;
            return new OpenBundle(manifest, places, files, folder, held, cache);
        } catch (IOException e) {
            throw NotAble.here("the bundle could not be laid out in " + dir, e);
        } catch (IllegalArgumentException e) {
            throw NotAble.badInput("the bundle's manifest is refused: " + e.getMessage());
        } finally {
            if (!whole) {
                cache.release(held);
                if (folder != null) {
                    deleteQuietly(folder);
                }
            }
        }
    }

    private OpenBundle.Place place(ClasspathEntry entry, Path folder, BooleanSupplier stopped)
            throws IOException, NotAble {
        if (entry instanceof ClasspathEntry.Jar jar) {
            return new OpenBundle.Place(cache.named(jar.digest(), jar.name()), "", jar.name());
        } else if (entry instanceof ClasspathEntry.Folder tree) {
            Path root = folder.resolve(safe(tree.name()));
            Trees.lay(root, tree.files(), cache::file, stopped);
            return new OpenBundle.Place(root, "", tree.name());
        }
        String path = ((ClasspathEntry.InWorkdir) entry).path();
        return new OpenBundle.Place(null, path, path);
    }

    private static String safe(String name) {
        return name.matches("[A-Za-z0-9._-]{1,100}") && !name.matches("\\.+") ? name : "folder";
    }

    private static Map<Digest, Long> sizes(BundleManifest manifest) {
        Map<Digest, Long> sizes = new LinkedHashMap<>();
        for (ClasspathEntry entry : manifest.classpath()) {
            if (entry instanceof ClasspathEntry.Jar jar) {
                sizes.put(jar.digest(), jar.size());
            } else if (entry instanceof ClasspathEntry.Folder folder) {
                add(sizes, folder.files());
            }
        }
        add(sizes, manifest.workdir());
        manifest.files().forEach(file -> sizes.put(file.digest(), file.size()));
        return sizes;
    }

    private static void add(Map<Digest, Long> sizes, List<TreeEntry> entries) {
        for (TreeEntry entry : entries) {
            if (entry instanceof TreeEntry.File file) {
                sizes.put(file.digest(), file.size());
            }
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            log.warn("{} could not be deleted", folder, e);
        }
    }
}
