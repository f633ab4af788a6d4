package io.verdigrid.protocol;

import java.util.ArrayList;
import java.util.List;

/** A file, a link or an empty folder in a folder that travels; its path is relative, with slashes, and never climbs out. */
public sealed interface TreeEntry {
    /** Where it is in its tree. */
    String path();

    /** Bytes; 0 for what is not a file. */
    default long size() {
        return 0;
    }

    /** A regular file. */
    record File(String path, Digest digest, long size, boolean executable) implements TreeEntry {
        /** Throws IllegalArgumentException where the path climbs out of its tree. */
        public File {
            checkPath(path);
        }
    }

    /**
     * A symbolic link to something in the same tree.
     *
     * @param target relative to the link's own folder
     */
    record Link(String path, String target) implements TreeEntry {
        /** Throws IllegalArgumentException where the path or the target is outside the tree. */
        public Link {
            checkPath(path);
            if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0 || climbs(path, target)) {
                throw new IllegalArgumentException("link '" + path + "' points out of its folder: '" + target + "'");
            }
        }

        private static boolean climbs(String path, String target) {
            int depth = path.split("/", -1).length - 1;
            for (String name : target.split("/", -1)) {
                depth += name.equals("..") ? -1 : name.equals(".") || name.isEmpty() ? 0 : 1;
                if (depth < 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A folder without entries. */
    record EmptyFolder(String path) implements TreeEntry {
        /** Throws IllegalArgumentException where the path climbs out of its tree. */
        public EmptyFolder {
            checkPath(path);
        }
    }

    /** Throws IllegalArgumentException unless this is a relative path of plain names. */
    static void checkPath(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("path climbs out of its folder or is not plain: '" + path + "'");
            }
        }
    }

    /** The entries sorted by path; throws IllegalArgumentException where a path stands twice or passes through a link. */
    static List<TreeEntry> checked(List<TreeEntry> entries) {
        List<TreeEntry> sorted = new ArrayList<>(entries);
        sorted.sort(java.util.Comparator.comparing(TreeEntry::path));
        java.util.Map<String, TreeEntry> byPath = new java.util.HashMap<>();
        for (TreeEntry entry : sorted) {
            if (byPath.put(entry.path(), entry) != null) {
                throw new IllegalArgumentException("path stands twice: '" + entry.path() + "'");
            }
        }
        for (TreeEntry entry : sorted) {
            for (int slash = entry.path().lastIndexOf('/');
                    slash > 0;
                    slash = entry.path().lastIndexOf('/', slash - 1)) {
                String parent = entry.path().substring(0, slash);
                if (byPath.containsKey(parent)) {
                    throw new IllegalArgumentException(
                            "path passes through what is no folder: '" + entry.path() + "' through '" + parent + "'");
                }
            }
        }
        return List.copyOf(sorted);
    }
}
