package io.verdigrid.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TreeEntry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A bundle of the guests and of the JUnit with which this build's own tests run. */
final class GuestBundle {
    private GuestBundle() {}

    /** Puts its blobs there, and returns its digest. */
    static Digest addTo(Map<Digest, byte[]> blobs, String... jvmArgs) throws IOException {
        List<ClasspathEntry> classpath = new ArrayList<>();
        classpath.add(new ClasspathEntry.Folder("test-classes", guests(blobs)));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = new File(entry).getName();
            if (name.matches("(junit-|opentest4j|apiguardian|jspecify).*\\.jar") && !name.contains("launcher")) {
                byte[] content = Files.readAllBytes(Path.of(entry));
                classpath.add(new ClasspathEntry.Jar(name, put(blobs, content), content.length));
            }
        }
        byte[] data = "data".getBytes(UTF_8);
        BundleManifest manifest = new BundleManifest(
                classpath,
                List.of(new TreeEntry.File("data.txt", put(blobs, data), data.length, false)),
                List.of(jvmArgs),
                new TreeMap<>(),
                "");
        return put(blobs, BundleManifestText.write(manifest));
    }

    private static List<TreeEntry> guests(Map<Digest, byte[]> blobs) throws IOException {
        Path root = Path.of("target/test-classes");
        List<TreeEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("io/verdigrid/worker/guest"))) {
            for (Path file : files.toList()) {
                byte[] content = Files.readAllBytes(file);
                String path = root.relativize(file).toString().replace('\\', '/');
                entries.add(new TreeEntry.File(path, put(blobs, content), content.length, false));
            }
        }
        return entries;
    }

    private static Digest put(Map<Digest, byte[]> blobs, byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest, content);
        return digest;
    }
}
