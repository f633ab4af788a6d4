package io.verdigrid.worker.cache;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.Digest;
import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A bundle whose blobs and folders are on this host. Immutable. */
public final class OpenBundle {
    private final BundleManifest manifest;
    private final List<Place> places;
    private final List<Path> files;
    private final Path folder;
    private final Set<Digest> blobs;
    private final BlobCache cache;

    /**
     * Where a classpath entry is.
     *
     * @param fixed its place for all slots; null: in each slot's working directory
     * @param inWorkdir its path there
     * @param name for people
     */
    record Place(@Nullable Path fixed, String inWorkdir, String name) {}

    OpenBundle(
            BundleManifest manifest,
            List<Place> places,
            List<Path> files,
            Path folder,
            Set<Digest> blobs,
            BlobCache cache) {
        this.manifest = manifest;
        this.places = List.copyOf(places);
        this.files = List.copyOf(files);
        this.folder = folder;
        this.blobs = Set.copyOf(blobs);
        this.cache = cache;
    }

    /** What it says. */
    public BundleManifest manifest() {
        return manifest;
    }

    /** Its classpath, in order, for a slot with this working directory. */
    public List<Path> classpath(Path workdir) {
        return places.stream()
                .map(place -> place.fixed() == null
                        ? workdir.resolve(place.inWorkdir()).normalize()
                        : place.fixed())
                .toList();
    }

    /** The places of its files beside the classpath, in order. */
    public List<Path> files() {
        return files;
    }

    /** Names of its classpath's entries for people, in order. */
    public List<String> names() {
        return places.stream().map(Place::name).toList();
    }

    /** Copies the working directory's files to this folder. */
    public void layWorkdir(Path workdir, BooleanSupplier stopped) throws IOException, NotAble {
        Trees.lay(workdir, manifest.workdir(), cache::file, stopped);
    }

    Path folder() {
        return folder;
    }

    Set<Digest> blobs() {
        return blobs;
    }
}
