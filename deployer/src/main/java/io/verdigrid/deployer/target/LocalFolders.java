package io.verdigrid.deployer.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hosts that are folders of this machine: for one machine, for network file systems, and to see how it works. Thread-safe. */
public final class LocalFolders implements Target {
    private final Map<String, Path> folders;
    private final Hook reload;

    /** With each host's folder, by its name. */
    public LocalFolders(Map<String, Path> folders, Hook reload) {
        this.folders = Map.copyOf(folders);
        this.reload = reload;
    }

    private Path root(String host) throws HostUnreachable {
        Path root = folders.get(host);
        if (root == null || !Files.isDirectory(root)) {
            throw new HostUnreachable("there is no folder " + root);
        }
        return root;
    }

    @Override
    public HostState read(String host) throws HostProblem {
        HostFolder folder = new HostFolder(root(host));
        try {
            return folder.state();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void hold(String host, Lease lease) throws HostProblem, InterruptedException {
        locked(host, lease, () -> {});
    }

    @Override
    public void stage(String host, Lease lease, Release release, Path content)
            throws HostProblem, InterruptedException {
        Path root = root(host);
        HostFolder folder = new HostFolder(root);
        Path complete = folder.release(release.id());
        hold(host, lease);
        if (Files.isDirectory(complete)) {
            return;
        }
        Path incoming = folder.incoming(release.id(), lease);
        try {
            FileTree.delete(incoming);
            FileTree.copy(content, incoming);
        } catch (IOException e) {
            // The copying is not under the host's lock: it may take long. The place that it took is given back.
            discard(incoming);
            throw failed(e);
        }
        locked(host, lease, () -> {
            if (!Files.isDirectory(complete)) {
                Files.move(incoming, complete, StandardCopyOption.ATOMIC_MOVE);
            }
        });
    }

    private static void discard(Path incoming) throws HostFailed {
        try {
            FileTree.delete(incoming);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void verify(String host, Release release, Path content) throws HostProblem {
        Path complete = new HostFolder(root(host)).release(release.id());
        try {
            if (!Files.isDirectory(complete)) {
                throw new HostFailed("it has no release " + release.id());
            }
            if (!FileTree.digest(complete).equals(FileTree.digest(content))) {
                throw new HostFailed("its release " + release.id() + " is not what was staged: somebody changed it");
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void activate(String host, Lease lease, Optional<String> release) throws HostProblem, InterruptedException {
        Path root = root(host);
        HostFolder folder = new HostFolder(root);
        locked(host, lease, () -> {
            Optional<String> settled = folder.text("settled").filter(text -> !text.isEmpty());
            if (folder.current().equals(release) && settled.equals(release)) {
                return;
            }
            if (release.isPresent() && !Files.isDirectory(folder.release(release.get()))) {
                throw new HostFailed("it has no complete release " + release.get());
            }
            folder.write("settled", "");
            folder.point(release);
            runHook(host, root, release.orElse(""));
            if (!folder.current().equals(release)) {
                throw new HostFailed("'current' is " + folder.current().orElse("nothing") + " behind the switch to "
                        + release.orElse("nothing"));
            }
            folder.write("settled", release.orElse(""));
        });
    }

    private void runHook(String host, Path root, String release) throws HostProblem, InterruptedException {
        if (reload.command().isEmpty()) {
            return;
        }
        Map<String, String> environment =
                Map.of("VERDIGRID_HOST", host, "VERDIGRID_ROOT", root.toString(), "VERDIGRID_RELEASE", release);
        try {
            ProcessRun run = ProcessRun.of(reload.command(), Optional.of(root), environment, "", reload.patience());
            if (run.status() != 0) {
                throw new HostFailed("the reload hook ended with " + run.why());
            }
        } catch (ProcessRun.TooLong e) {
            throw new HostFailed("the reload hook " + e.getMessage());
        } catch (IOException e) {
            throw new HostFailed("the reload hook cannot be started: " + e.getMessage());
        }
    }

    @Override
    public void prune(String host, Lease lease, Set<String> keep) throws HostProblem, InterruptedException {
        Path root = root(host);
        HostFolder folder = new HostFolder(root);
        locked(host, lease, () -> {
            Optional<String> current = folder.current();
            for (String name : FileTree.names(root.resolve(HostFolder.RELEASES))) {
                if (Release.isId(name) && !keep.contains(name) && !current.equals(Optional.of(name))) {
                    // Renamed first: no half deleted release has a release's name.
                    Path gone = folder.release(HostFolder.PRUNED + name);
                    FileTree.delete(gone);
                    Files.move(folder.release(name), gone, StandardCopyOption.ATOMIC_MOVE);
                    FileTree.delete(gone);
                } else if (name.startsWith(HostFolder.INCOMING) || name.startsWith(HostFolder.PRUNED)) {
                    FileTree.delete(folder.release(name));
                }
            }
        });
    }

    private void locked(String host, Lease lease, HostFolder.Act act) throws HostProblem, InterruptedException {
        HostFolder folder = new HostFolder(root(host));
        try {
            folder.locked(lease, act);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static HostFailed failed(IOException e) {
        String message = String.valueOf(e.getMessage());
        return new HostFailed(
                e instanceof java.nio.file.FileSystemException
                        ? e.getClass().getSimpleName() + ": " + message
                        : message);
    }
}
