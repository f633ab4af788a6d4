package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A bundle that is ready to be uploaded.
 *
 * @param digest of {@code manifestText}: the bundle's name
 * @param manifestText the manifest's canonical text, itself a blob of the bundle
 * @param files where this machine has each blob but the manifest
 * @param classpath where this machine has each entry of the manifest's classpath, in its order: absolute, wildcards expanded
 */
@SuppressWarnings("ArrayRecordComponent") // the text of a bundle of many files is large: it is not copied
public record Bundle(
        Digest digest, BundleManifest manifest, byte[] manifestText, Map<Digest, Path> files, List<Path> classpath) {

    /** The position in the bundle's classpath of this jar or folder, for a Selection's scan entries; -1: it is not on it. */
    public int position(Path entry) {
        Path asked = real(entry);
        for (int i = 0; i < classpath.size(); i++) {
            if (real(classpath.get(i)).equals(asked)) {
                return i;
            }
        }
        return -1;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return path.toAbsolutePath().normalize();
        }
    }
}
