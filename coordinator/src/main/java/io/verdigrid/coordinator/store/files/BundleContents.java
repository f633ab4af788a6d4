package io.verdigrid.coordinator.store.files;

import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the blobs that bundles name. */
final class BundleContents {
    private final BlobStore blobs;

    BundleContents(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** The manifests and all that they name. */
    Set<Digest> of(Set<Digest> manifests) throws IOException {
        Set<Digest> all = new HashSet<>(manifests);
        for (Digest digest : manifests) {
            try (InputStream in = blobs.open(digest)) {
                add(BundleManifestText.read(in.readAllBytes()), all);
            } catch (NoSuchFileException notThere) {
                // Then nothing can be known of it, and its build ends with that error.
            } catch (IllegalArgumentException notAManifest) {
                // The same.
            }
        }
        return all;
    }

    private static void add(BundleManifest manifest, Set<Digest> all) {
        add(manifest.workdir(), all);
        manifest.files().forEach(file -> all.add(file.digest()));
        for (ClasspathEntry entry : manifest.classpath()) {
            if (entry instanceof ClasspathEntry.Jar jar) {
                all.add(jar.digest());
            } else if (entry instanceof ClasspathEntry.Folder folder) {
                add(folder.files(), all);
            }
        }
    }

    private static void add(List<TreeEntry> entries, Set<Digest> all) {
        for (TreeEntry entry : entries) {
            if (entry instanceof TreeEntry.File file) {
                all.add(file.digest());
            }
        }
    }
}
