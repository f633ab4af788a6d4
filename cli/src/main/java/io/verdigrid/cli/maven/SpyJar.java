package io.verdigrid.cli.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs the classes of {@code io.verdigrid.cli.maven.spy}, and nothing else of ours, into a jar that Maven takes as an extension. */
final class SpyJar {
    private static final String PACKAGE = "io/verdigrid/cli/maven/spy/";
    private static final List<String> CLASSES = List.of("SurefireSpy", "SpyFile", "MojoFields", "TestClasspath");

    private SpyJar() {}

    static void write(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : CLASSES) {
                String path = PACKAGE + name + ".class";
                out.putNextEntry(new JarEntry(path));
                try (InputStream in = SpyJar.class.getClassLoader().getResourceAsStream(path)) {
                    if (in == null) {
                        throw new IOException("not in this installation: " + path);
                    }
                    in.transferTo(out);
                }
            }
            // Where Maven's container looks for components.
            out.putNextEntry(new JarEntry("META-INF/sisu/javax.inject.Named"));
            out.write((PACKAGE.replace('/', '.') + "SurefireSpy\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
