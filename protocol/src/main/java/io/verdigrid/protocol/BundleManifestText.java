package io.verdigrid.protocol;

import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The canonical text of a {@link BundleManifest}: equal manifests have equal bytes, so that its SHA-256 names the bundle.
 *
 * <p>UTF-8 lines of words with one blank between them; in a word, {@code %}, blanks and control characters are written as
 * {@code %XX} of their UTF-8 bytes, and an empty word as {@code %}. {@code docs/protocol.md} has the grammar.
 */
public final class BundleManifestText {
    private static final String FIRST_LINE = "verdigrid-bundle 1";

    private BundleManifestText() {}

    /** The manifest's text. */
    public static byte[] write(BundleManifest manifest) {
        StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
        for (ClasspathEntry entry : manifest.classpath()) {
            if (entry instanceof ClasspathEntry.Jar jar) {
                line(out, "jar", jar.name(), jar.digest().hex(), Long.toString(jar.size()));
            } else if (entry instanceof ClasspathEntry.Folder folder) {
                line(out, "folder", folder.name());
                tree(out, folder.files());
            } else if (entry instanceof ClasspathEntry.InWorkdir in) {
                line(out, "in-workdir", in.path());
            }
        }
        line(out, "workdir");
        tree(out, manifest.workdir());
        manifest.jvmArgs().forEach(arg -> line(out, "jvm-arg", arg));
        manifest.environment().forEach((name, value) -> line(out, "env", name, value));
        line(out, "java-home", manifest.javaHome());
        manifest.files()
                .forEach(file -> line(out, "extra", file.name(), file.digest().hex(), Long.toString(file.size())));
        if (!manifest.startIn().equals(".")) {
            line(out, "start-in", manifest.startIn());
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The manifest of this text; throws IllegalArgumentException that names the line where it is not one. */
    public static BundleManifest read(byte[] text) {
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(FIRST_LINE)) {
            throw new IllegalArgumentException("not a bundle manifest of this version: it starts with '"
                    + lines[0].substring(0, Math.min(40, lines[0].length())) + "'");
        }
        Reader reader = new Reader();
        for (int i = 1; i < lines.length - 1; i++) {
            try {
                reader.take(lines[i]);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("bundle manifest, line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return reader.manifest();
    }

    private static void tree(StringBuilder out, List<TreeEntry> entries) {
        for (TreeEntry entry : entries) {
            if (entry instanceof TreeEntry.File file) {
                String kind = file.executable() ? "program" : "file";
                line(out, kind, file.path(), file.digest().hex(), Long.toString(file.size()));
            } else if (entry instanceof TreeEntry.Link link) {
                line(out, "link", link.path(), link.target());
            } else {
                line(out, "empty-folder", entry.path());
            }
        }
    }

    private static void line(StringBuilder out, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (i > 0) {
                out.append(' ');
            }
            escape(out, words[i]);
        }
        out.append('\n');
    }

    private static void escape(StringBuilder out, String word) {
        if (word.isEmpty()) {
            out.append('%');
            return;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c <= ' ' || c == '%' || c == 0x7f) {
                out.append('%').append(String.format("%02X", (int) c));
            } else {
                out.append(c);
            }
        }
    }

    private static String unescape(String word) {
        if (word.equals("%")) {
            return "";
        }
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '%') {
                out.append((char) Integer.parseInt(word.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static final class Reader {
        private final List<ClasspathEntry> classpath = new ArrayList<>();
        private final List<TreeEntry> workdir = new ArrayList<>();
        private final List<String> jvmArgs = new ArrayList<>();
        private final TreeMap<String, String> environment = new TreeMap<>();
        private final List<ClasspathEntry.Jar> files = new ArrayList<>();
        private String javaHome = "";
        private String startIn = ".";
        private String folder = "";
        private List<TreeEntry> tree = new ArrayList<>();
        private boolean inFolder;

        void take(String line) {
            String[] w = line.split(" ", -1);
            for (int i = 0; i < w.length; i++) {
                w[i] = unescape(w[i]);
            }
            switch (w[0]) {
                case "file", "program" ->
                    tree.add(new TreeEntry.File(w[1], new Digest(w[2]), size(w[3]), w[0].equals("program")));
                case "link" -> tree.add(new TreeEntry.Link(w[1], w[2]));
                case "empty-folder" -> tree.add(new TreeEntry.EmptyFolder(w[1]));
                default -> {
                    endFolder();
                    section(w);
                }
            }
        }

        private void section(String[] w) {
            switch (w[0]) {
                case "jar" -> classpath.add(new ClasspathEntry.Jar(w[1], new Digest(w[2]), size(w[3])));
                case "folder" -> {
                    folder = w[1];
                    tree = new ArrayList<>();
                    inFolder = true;
                }
                case "in-workdir" -> classpath.add(new ClasspathEntry.InWorkdir(w[1]));
                case "workdir" -> tree = workdir;
                case "jvm-arg" -> jvmArgs.add(w[1]);
                case "env" -> environment.put(w[1], w[2]);
                case "java-home" -> javaHome = w[1];
                case "extra" -> files.add(new ClasspathEntry.Jar(w[1], new Digest(w[2]), size(w[3])));
                case "start-in" -> startIn = w[1];
                default -> throw new IllegalArgumentException("unknown word '" + w[0] + "'");
            }
        }

        private void endFolder() {
            if (inFolder) {
                classpath.add(new ClasspathEntry.Folder(folder, tree));
                inFolder = false;
            }
        }

        private static long size(String word) {
            long size = Long.parseLong(word);
            if (size < 0) {
                throw new IllegalArgumentException("negative size " + word);
            }
            return size;
        }

        BundleManifest manifest() {
            endFolder();
            return new BundleManifest(classpath, workdir, jvmArgs, environment, javaHome, files, startIn);
        }
    }
}
