package io.verdigrid.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that a coordinator takes: a file of lines {@code role token}; blank lines and lines that start with {@code #}
 * say nothing.
 *
 * <p>Immutable. It keeps hashes, not tokens, and compares all of them in constant time.
 */
public final class TokenFile {
    private static final int SHORTEST = 16;

    private final List<Entry> entries;

    private TokenFile(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    private record Entry(Role role, Digest hash) {}

    /**
     * Reads the file. Throws IllegalArgumentException with one sentence that names the file and every wrong line, or says
     * that others may read it; an IOException where it can't be read.
     */
    public static TokenFile read(Path file) throws IOException {
        refuseIfOthersMayRead(file);
        List<Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                take(text, "line " + number + ": ", entries, problems);
            }
        }
        if (entries.isEmpty() && problems.isEmpty()) {
            problems.add("no line 'role token'");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("token file " + file + ": " + String.join("; ", problems));
        }
        return new TokenFile(entries);
    }

    private static void take(String text, String where, List<Entry> entries, List<String> problems) {
        String[] words = text.split("\\s+");
        Optional<Role> role = Role.of(words[0]);
        if (role.isEmpty()) {
            problems.add(where + "unknown role '" + words[0] + "', allowed are ci, worker, viewer, operator, deployer");
        } else if (words.length != 2) {
            problems.add(where + "wanted a role and a token, found " + words.length + " words");
        } else if (words[1].length() < SHORTEST) {
            problems.add(where + "the token has fewer than " + SHORTEST + " characters");
        } else {
            entries.add(new Entry(role.get(), Digest.of(words[1])));
        }
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IllegalArgumentException(
                    "token file " + file + ": every user of this machine may read it; say chmod 600 " + file);
        }
    }

    /** The role of this token; empty for one that is not in the file. Takes the same time for any token. */
    public Optional<Role> roleOf(String token) {
        byte[] hash = bytes(Digest.of(token));
        Optional<Role> found = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(bytes(entry.hash()), hash)) {
                found = Optional.of(entry.role());
            }
        }
        return found;
    }

    private static byte[] bytes(Digest digest) {
        return digest.hex().getBytes(StandardCharsets.US_ASCII);
    }
}
