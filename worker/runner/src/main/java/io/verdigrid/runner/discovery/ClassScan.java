package io.verdigrid.runner.discovery;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The names of the classes in folders and jars, whether they can be loaded or not. */
final class ClassScan {
    private static final String SUFFIX = ".class";

    private final List<String> names = new ArrayList<>();

    /** Adds the classes of a folder or jar; one that is neither has none. */
    void add(File root) throws IOException {
        if (root.isDirectory()) {
            addFolder(root, "");
        } else if (root.isFile()) {
            try (ZipFile jar = new ZipFile(root)) {
                for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                    addPath(entries.nextElement().getName());
                }
            }
        }
    }

    List<String> names() {
        return names;
    }

    private void addFolder(File folder, String prefix) {
        File[] entries = folder.listFiles();
        if (entries == null) {
            return;
        }
        for (File entry : entries) {
            if (entry.getName().endsWith(SUFFIX)) {
                addPath(prefix + entry.getName());
            } else if (entry.isDirectory()) {
                addFolder(entry, prefix + entry.getName() + '/');
            }
        }
    }

    /** A folder with a hyphen in its name, as META-INF, is no package: what lies there are copies for other Javas. */
    private void addPath(String path) {
        int folderEnd = path.lastIndexOf('/') + 1;
        if (!path.endsWith(SUFFIX)
                || path.startsWith("-info", path.length() - SUFFIX.length() - "-info".length())
                || path.lastIndexOf('-', folderEnd) >= 0) {
            return;
        }
        names.add(path.substring(0, path.length() - SUFFIX.length()).replace('/', '.'));
    }
}
