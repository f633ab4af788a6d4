package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What names an artifact on the command line: its file, or its digest. */
final class ArtifactDigest {
    private static final String SHA = "sha256:";

    private ArtifactDigest() {}

    /** Relative files are meant from this folder. */
    static Digest of(String told, Path folder) {
        try {
            if (told.startsWith(SHA)) {
                return new Digest(told.substring(SHA.length()));
            }
            Path file = folder.resolve(told).normalize();
            if (!Files.isRegularFile(file)) {
                throw Problem.input("--artifact: there is no file " + file);
            }
            return Digest.of(file);
        } catch (InvalidPathException e) {
            throw Problem.input("--artifact: '" + told + "' is no path");
        } catch (IllegalArgumentException e) {
            throw Problem.input("--artifact: " + e.getMessage());
        } catch (IOException e) {
            throw Problem.input("--artifact: cannot read " + told + ": " + e.getMessage());
        }
    }
}
