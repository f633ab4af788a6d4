package io.verdigrid.protocol;

import java.util.List;
import java.util.SortedMap;

/**
 * All that a test JVM needs, by digests; its canonical text ({@link BundleManifestText}) is itself a blob, whose digest is
 * the bundle's.
 *
 * <p>JVM arguments and environment values may hold placeholders that the worker fills in: {@code ${verdigrid.workdir}} for
 * the slot's working directory, {@code ${verdigrid.classpath.N}} for the place of classpath entry N, {@code
 * ${verdigrid.file.N}} for the place of file N beside the classpath, {@code ${verdigrid.slot}} for the slot's number.
 *
 * @param classpath in the order of the class loader
 * @param workdir the files of the working directory, by path; empty: an empty working directory
 * @param jvmArgs as the user gave them, before the main class
 * @param environment variables set for the runner beside the worker's own; one whose value is {@code ${verdigrid.unset}} is taken
 *     away from the worker's own
 * @param javaHome a JDK's or JRE's folder on the worker; empty: the one that the worker itself was told, or runs on
 * @param files what JVM arguments name and is on no classpath: Java agents, native libraries
 * @param startIn the folder of the working directory in which the JVM starts, relative, made if it is missing; "." is the
 *     working directory itself
 */
public record BundleManifest(
        List<ClasspathEntry> classpath,
        List<TreeEntry> workdir,
        List<String> jvmArgs,
        SortedMap<String, String> environment,
        String javaHome,
        List<ClasspathEntry.Jar> files,
        String startIn) {

    /** A manifest without files beside the classpath, started in the working directory itself. */
    public BundleManifest(
            List<ClasspathEntry> classpath,
            List<TreeEntry> workdir,
            List<String> jvmArgs,
            SortedMap<String, String> environment,
            String javaHome) {
        this(classpath, workdir, jvmArgs, environment, javaHome, List.of(), ".");
    }

    /** Copies its arguments; throws IllegalArgumentException where a path of a tree climbs out of it. */
    public BundleManifest {
        if (!startIn.equals(".")) {
            TreeEntry.checkPath(startIn);
        }
        files = List.copyOf(files);
        classpath = List.copyOf(classpath);
        workdir = TreeEntry.checked(workdir);
        jvmArgs = List.copyOf(jvmArgs);
        environment = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(environment));
    }

    /** One place that the class loader looks at. */
    public sealed interface ClasspathEntry {
        /**
         * A jar, or any other file.
         *
         * @param name its file name, for people and for class loaders that look at it; has no slash
         * @param size bytes
         */
        record Jar(String name, Digest digest, long size) implements ClasspathEntry {
            /** Throws IllegalArgumentException where the name is not a plain file name. */
            public Jar {
                if (name.isEmpty()
                        || name.contains("/")
                        || name.contains("\\")
                        || name.equals("..")
                        || name.equals(".")) {
                    throw new IllegalArgumentException("not a plain file name: '" + name + "'");
                }
            }
        }

        /**
         * A folder outside the working directory.
         *
         * @param name its last name, for people
         */
        record Folder(String name, List<TreeEntry> files) implements ClasspathEntry {
            /** Copies and checks its files. */
            public Folder {
                files = TreeEntry.checked(files);
            }
        }

        /**
         * A folder or jar inside the working directory, shipped with it: each slot sees its own copy.
         *
         * @param path relative to the working directory, with slashes; "." is the directory itself
         */
        record InWorkdir(String path) implements ClasspathEntry {
            /** Throws IllegalArgumentException where the path climbs out of the working directory. */
            public InWorkdir {
                if (!path.equals(".")) {
                    TreeEntry.checkPath(path);
                }
            }
        }
    }

    /** The number of blobs' bytes it refers to, counting each place. */
    public long size() {
        long sum = workdir.stream().mapToLong(TreeEntry::size).sum()
                + files.stream().mapToLong(ClasspathEntry.Jar::size).sum();
        for (ClasspathEntry entry : classpath) {
            if (entry instanceof ClasspathEntry.Jar jar) {
                sum += jar.size();
            } else if (entry instanceof ClasspathEntry.Folder folder) {
                sum += folder.files().stream().mapToLong(TreeEntry::size).sum();
            }
        }
        return sum;
    }
}
