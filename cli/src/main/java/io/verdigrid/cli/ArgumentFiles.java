package io.verdigrid.cli;

import java.util.Set;

/**
 * {@code @FILE} stands for the arguments in a file, everywhere but as the value of --classpath, where the option itself reads
 * the file: paths may hold blanks, and may stand one a line.
 */
final class ArgumentFiles {
    private static final Set<String> CLASSPATH = Set.of("-cp", "--classpath", "--class-path");

    private ArgumentFiles() {}

    /** Arguments in which {@code @@FILE} keeps picocli from opening a classpath's file. */
    static String[] prepared(String... args) {
        String[] prepared = args.clone();
        for (int i = 1; i < args.length; i++) {
            if (CLASSPATH.contains(args[i - 1]) && args[i].startsWith("@")) {
                prepared[i] = "@" + args[i];
            }
        }
        return prepared;
    }
}
