package io.verdigrid.deployer.target;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The files of one host: the same names here and, over ssh, there. */
final class HostFolder {
    static final String RELEASES = "releases";
    static final String CURRENT = "current";
    static final String OURS = ".verdigrid";
    static final String INCOMING = ".incoming-";
    static final String PRUNED = ".pruned-";

    /** A file's lock keeps other processes out, not other threads of this one. */
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path root;

    HostFolder(Path root) {
        this.root = root;
    }

    /** What is done while nobody else changes the host. */
    interface Act {
        void run() throws IOException, HostProblem, InterruptedException;
    }

    Path release(String id) {
        return root.resolve(RELEASES).resolve(id);
    }

    Path incoming(String id, Lease lease) {
        return root.resolve(RELEASES).resolve(INCOMING + lease.number() + "-" + id);
    }

    HostState state() throws IOException, HostProblem {
        TreeSet<String> releases = new TreeSet<>(FileTree.names(root.resolve(RELEASES)));
        releases.removeIf(name -> !Release.isId(name));
        Optional<String> current = current();
        boolean unsettled =
                text("settled").filter(text -> !text.equals(current.orElse(""))).isPresent();
        return new HostState(current, unsettled, releases, lease());
    }

    Optional<String> current() throws IOException, HostFailed {
        Path link = root.resolve(CURRENT);
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isSymbolicLink(link)) {
            throw new HostFailed("'current' is not a link to a release: move it away once");
        }
        Path to = Files.readSymbolicLink(link);
        String name = String.valueOf(to.getFileName());
        if (!to.equals(Path.of(RELEASES, name)) || !Release.isId(name)) {
            throw new HostFailed("'current' points to " + to + ", which is no release in 'releases'");
        }
        return Optional.of(name);
    }

    /** Renames a new link over {@code current}: whoever looks sees the old one or the new one. */
    void point(Optional<String> release) throws IOException {
        Path link = root.resolve(CURRENT);
        if (release.isEmpty()) {
            Files.deleteIfExists(link);
            return;
        }
        Path fresh = root.resolve(OURS).resolve("current");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, Path.of(RELEASES, release.get()));
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Lease> lease() throws IOException {
        return text("lease").flatMap(Lease::parse);
    }

    Optional<String> text(String name) throws IOException {
        try {
            return Optional.of(
                    Files.readString(root.resolve(OURS).resolve(name)).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private void write(String name, String text, boolean durable) throws IOException {
        Path fresh = root.resolve(OURS).resolve(name + ".new");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(java.nio.ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
            if (durable) {
                file.force(true);
            }
        }
        Files.move(
                fresh,
                root.resolve(OURS).resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void write(String name, String text) throws IOException {
        write(name, text, true);
    }

    /** Takes or renews the lease, and does this while nobody else can; a StaleLease if another has it. */
    void locked(Lease lease, Act act) throws IOException, HostProblem, InterruptedException {
        Path ours = Files.createDirectories(root.resolve(OURS));
        ReentrantLock here = IN_THIS_PROCESS.computeIfAbsent(ours.toRealPath(), path -> new ReentrantLock());
        here.lockInterruptibly();
        try (FileChannel file =
                        FileChannel.open(ours.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            Optional<Lease> held = lease();
            if (held.isPresent() && held.get().refuses(lease)) {
                throw new StaleLease(held.get());
            }
            // A beat that a power cut takes is one beat less; a number must not go back.
            boolean beat = held.isPresent() && held.get().number() == lease.number();
            write("lease", lease.text(), !beat);
            if (lock.isValid()) {
                act.run();
            }
        } finally {
            here.unlock();
        }
    }
}
