package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks that the bundles of a submission are there, whole and within their bound. Thread-safe; reads the disk. */
final class BundleCheck {
    private static final int MAX_MANIFEST_BYTES = 64 << 20;

    private final BlobStore blobs;
    private final long maxBundleBytes;

    BundleCheck(BlobStore blobs, long maxBundleBytes) {
        this.blobs = blobs;
        this.maxBundleBytes = maxBundleBytes;
    }

    /** Throws FAILED_PRECONDITION that names a missing digest, or INVALID_ARGUMENT that names every wrong field. */
    void check(BuildSpec spec) throws IOException {
        Problems problems = new Problems();
        List<ModuleSpec> modules = spec.modules();
        for (int i = 0; i < modules.size(); i++) {
            check(problems, "spec.modules[" + i + "]", modules.get(i));
        }
        problems.throwIfAny();
    }

    private void check(Problems problems, String field, ModuleSpec module) throws IOException {
        BundleManifest manifest = problems.value(field + ".bundle_digest", () -> manifest(module));
        if (manifest == null) {
            return;
        }
        long size = manifest.size();
        problems.unless(
                size <= maxBundleBytes,
                field + ".bundle_digest",
                "the bundle has " + size + " bytes, allowed are " + maxBundleBytes);
        int entries = manifest.classpath().size();
        for (int entry : module.selection().scanEntries()) {
            problems.unless(
                    entry < entries,
                    field + ".selection.scan_entries",
                    entry + " is no position in the bundle's classpath, which has " + entries + " entries");
        }
        Set<Digest> missing = blobs.missing(digests(manifest));
        if (!missing.isEmpty()) {
            throw failedPrecondition(missing.size() + " blobs of bundle " + module.bundle()
                    + " were not uploaded, among them " + missing.iterator().next());
        }
    }

    private BundleManifest manifest(ModuleSpec module) {
        try (InputStream in = blobs.open(module.bundle())) {
            byte[] text = in.readNBytes(MAX_MANIFEST_BYTES + 1);
            if (text.length > MAX_MANIFEST_BYTES) {
                throw new IllegalArgumentException("the manifest has more than " + MAX_MANIFEST_BYTES + " bytes");
            }
            return BundleManifestText.read(text);
        } catch (NoSuchFileException e) {
            throw failedPrecondition("the manifest of bundle " + module.bundle() + " was not uploaded");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<Digest> digests(BundleManifest manifest) {
        Set<Digest> digests = new LinkedHashSet<>();
        for (ClasspathEntry entry : manifest.classpath()) {
            if (entry instanceof ClasspathEntry.Jar jar) {
                digests.add(jar.digest());
            } else if (entry instanceof ClasspathEntry.Folder folder) {
                addAll(digests, folder.files());
            }
        }
        addAll(digests, manifest.workdir());
        return digests;
    }

    private static void addAll(Set<Digest> digests, List<TreeEntry> entries) {
        for (TreeEntry entry : entries) {
            if (entry instanceof TreeEntry.File file) {
                digests.add(file.digest());
            }
        }
    }

    private static StatusRuntimeException failedPrecondition(String text) {
        return new StatusRuntimeException(Status.FAILED_PRECONDITION.withDescription(text));
    }
}
