package io.verdigrid.deployer.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts behind ssh: the system's ssh runs a short script for each act, over one shared connection a host, and rsync copies, with
 * hard links to what the host has already.
 *
 * <p>A host needs a POSIX shell, GNU coreutils, flock and rsync. Thread-safe.
 */
public final class SshHosts implements Target, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshHosts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration COPYING = Duration.ofMinutes(30);
    private static final int SSH_FAILED = 255;

    /** Begins what rsync says of a file, which a login shell on the host does not. */
    private static final String DIFFERS = "verdigrid-differs ";

    /** rsync's statuses for a connection that was not made or was lost. */
    private static final Set<Integer> CONNECTION_LOST = Set.of(SSH_FAILED, 10, 12, 30, 35);

    private final SshAccess access;
    private final Hook reload;
    private final Path sockets;
    private final List<String> ssh;

    /** An IOException where there is no place for the sockets of shared connections. */
    public SshHosts(SshAccess access, Hook reload) throws IOException {
        this.access = access;
        this.reload = reload;
        // A socket's path must be short, whatever the data folder's is.
        sockets = Files.createTempDirectory("vg-ssh");
        ssh = access.command(sockets);
    }

    private HostScript script(String host) {
        return new HostScript(host, access.folder(host));
    }

    private String run(String host, HostScript script, Duration patience) throws HostProblem, InterruptedException {
        List<String> command = new ArrayList<>(ssh);
        command.addAll(List.of(access.address(host), "sh", "-s"));
        ProcessRun run = process(command, script.toString(), patience);
        if (run.status() == SSH_FAILED) {
            throw new HostUnreachable(run.lastLine().isEmpty() ? "ssh cannot reach it" : run.lastLine());
        }
        if (run.status() == HostScript.STALE) {
            Optional<Lease> held = run.lastLine().startsWith("stale ")
                    ? Lease.parse(run.lastLine().substring("stale ".length()))
                    : Optional.empty();
            throw held.<HostProblem>map(StaleLease::new).orElse(new HostFailed(run.why()));
        }
        if (run.status() != 0) {
            throw new HostFailed(run.lastLine().isEmpty() ? run.why() : run.lastLine());
        }
        return run.output();
    }

    private static ProcessRun process(List<String> command, String input, Duration patience)
            throws HostProblem, InterruptedException {
        try {
            return ProcessRun.of(command, Optional.empty(), Map.of("LC_ALL", "C"), input, patience);
        } catch (ProcessRun.TooLong e) {
            throw new HostUnreachable(command.get(0) + " " + e.getMessage());
        } catch (IOException e) {
            throw new HostFailed(command.get(0) + " cannot be started here: " + e.getMessage());
        }
    }

    @Override
    public HostState read(String host) throws HostProblem, InterruptedException {
        Optional<String> current = Optional.empty();
        Optional<String> settled = Optional.empty();
        Optional<Lease> lease = Optional.empty();
        TreeSet<String> releases = new TreeSet<>();
        boolean whole = false;
        for (String line : run(host, script(host).read(), PATIENCE).split("\n", -1)) {
            int blank = line.indexOf(' ');
            String value = blank < 0 ? "" : line.substring(blank + 1);
            switch (blank < 0 ? line : line.substring(0, blank)) {
                case "current" -> current = Optional.of(release(value));
                case "no-link" -> throw new HostFailed("'current' is not a link to a release: move it away once");
                case "settled" -> settled = Optional.of(value);
                case "lease" -> lease = Lease.parse(value);
                case "release" -> releases.add(value);
                case "end" -> whole = true;
                default -> {
                    // What a login shell says of its own.
                }
            }
        }
        if (!whole) {
            throw new HostUnreachable("its answer ended early");
        }
        releases.removeIf(name -> !Release.isId(name));
        String now = current.orElse("");
        return new HostState(current, settled.filter(text -> !text.equals(now)).isPresent(), releases, lease);
    }

    private static String release(String link) throws HostFailed {
        String name = link.substring(link.lastIndexOf('/') + 1);
        if (!link.equals(HostFolder.RELEASES + "/" + name) || !Release.isId(name)) {
            throw new HostFailed("'current' points to " + link + ", which is no release in 'releases'");
        }
        return name;
    }

    @Override
    public void hold(String host, Lease lease) throws HostProblem, InterruptedException {
        run(host, script(host).locked(lease), PATIENCE);
    }

    @Override
    public void stage(String host, Lease lease, Release release, Path content)
            throws HostProblem, InterruptedException {
        String answer = run(host, script(host).locked(lease).want(release.id()), PATIENCE);
        if (answer.lines().anyMatch("have"::equals)) {
            return;
        }
        String like = answer.lines()
                .filter(line -> line.startsWith("like "))
                .map(line -> line.substring("like ".length()))
                .filter(Release::isId)
                .findFirst()
                .orElse("");
        String incoming = HostFolder.RELEASES + "/" + HostFolder.INCOMING + lease.number() + "-" + release.id();
        // Builds that can be made again give all files one time: size and time don't tell whether one has changed.
        List<String> options = new ArrayList<>(List.of("-a", "--checksum", "--no-owner", "--no-group", "--delete"));
        if (!like.isEmpty()) {
            options.add("--link-dest=../" + like);
        }
        rsync(host, options, content, incoming);
        run(host, script(host).locked(lease).complete(release.id(), incoming), PATIENCE);
    }

    @Override
    public void verify(String host, Release release, Path content) throws HostProblem, InterruptedException {
        String complete = HostFolder.RELEASES + "/" + release.id();
        run(host, script(host).read(), PATIENCE);
        List<String> options = List.of("-rlpcn", "--omit-dir-times", "--delete", "--out-format=" + DIFFERS + "%i %n");
        Optional<String> different = rsync(host, options, content, complete)
                .lines()
                .filter(line -> line.startsWith(DIFFERS))
                .findFirst();
        if (different.isPresent()) {
            throw new HostFailed("its release " + release.id() + " is not what was staged: "
                    + different.get().substring(DIFFERS.length()).strip());
        }
    }

    private String rsync(String host, List<String> options, Path content, String to)
            throws HostProblem, InterruptedException {
        List<String> command = new ArrayList<>(List.of("rsync", "--secluded-args", "--timeout=60"));
        command.addAll(options);
        command.add("-e");
        command.add(ssh.stream()
                .map(word -> word.contains(" ") ? '"' + word + '"' : word)
                .collect(Collectors.joining(" ")));
        command.add(content + "/");
        command.add(access.address(host) + ":" + access.folder(host) + "/" + to + "/");
        ProcessRun run = process(command, "", COPYING);
        if (run.status() != 0) {
            String why = run.output()
                    .lines()
                    .filter(line -> line.contains("No space left"))
                    .findFirst()
                    .orElse("");
            if (why.isEmpty() && CONNECTION_LOST.contains(run.status())) {
                throw new HostUnreachable("rsync lost it: " + run.why());
            }
            throw new HostFailed("rsync: " + (why.isEmpty() ? run.why() : why));
        }
        return run.output();
    }

    @Override
    public void activate(String host, Lease lease, Optional<String> release) throws HostProblem, InterruptedException {
        Duration patience = PATIENCE.plus(reload.patience());
        run(host, script(host).locked(lease).activate(release.orElse(""), reload), patience);
    }

    @Override
    public void prune(String host, Lease lease, Set<String> keep) throws HostProblem, InterruptedException {
        List<String> plain = keep.stream().filter(Release::isId).sorted().toList();
        run(host, script(host).locked(lease).prune(plain), COPYING);
    }

    /** Ends the shared connections. */
    @Override
    public void close() throws IOException {
        for (String host : access.addresses().keySet()) {
            List<String> command = new ArrayList<>(ssh);
            command.addAll(List.of("-O", "exit", access.address(host)));
            try {
                process(command, "", Duration.ofSeconds(5));
            } catch (HostProblem notThere) {
                LOG.debug("No connection to {} to close", host, notThere);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        FileTree.delete(sockets);
    }
}
