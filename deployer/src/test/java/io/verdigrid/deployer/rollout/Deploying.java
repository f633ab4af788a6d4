package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.fleet.Share;
import io.verdigrid.deployer.target.FileTree;
import io.verdigrid.deployer.target.Hook;
import io.verdigrid.deployer.target.HostProblem;
import io.verdigrid.deployer.target.HostState;
import io.verdigrid.deployer.target.HostUnreachable;
import io.verdigrid.deployer.target.Lease;
import io.verdigrid.deployer.target.LocalFolders;
import io.verdigrid.deployer.target.Release;
import io.verdigrid.deployer.target.Target;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** A fleet of folders and a deployer that can be killed before and after each of its acts, and started again. */
final class Deploying implements AutoCloseable {
    static final String OLD = "old-release";

    final Map<String, Path> folders = new TreeMap<>();
    final Set<String> away = new ConcurrentSkipListSet<>();
    final List<String> acts = new ArrayList<>();
    final List<String> blocked = new ArrayList<>();
    /** What people were told, by its number. */
    final Map<Long, String> told = new TreeMap<>();

    final Clock time = new Clock();
    final Path root;
    Watch watch = Watch.BLIND;
    Share tolerated = new Share(0, false);
    List<String> hookCommand = List.of();
    String owner = "deployer-1";
    /** Null: the folders themselves. */
    @Nullable
    Target target;

    List<Plan.Step> steps = Plan.STEPS;
    Plan.Rhythm rhythm = new Plan.Rhythm(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMinutes(2));
    boolean gateAnswers = true;
    /** Whether no host may be without a whole release at any act. */
    boolean checked = true;
    /** Counts down at each act; dies at 0. */
    int actsToLive = Integer.MAX_VALUE;

    private @Nullable JournalFile journal;
    private @Nullable Rollout rollout;

    /** Time that moves only where somebody waits. */
    static final class Clock implements TimeSource {
        long nanos;

        @Override
        public long epochMillis() {
            return 1_700_000_000_000L + nanos / 1_000_000;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) {
            nanos += duration.toNanos();
        }
    }

    /** As kill -9 ends a process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed(String at) {
            super(at);
        }
    }

    Deploying(Path root, int hosts) throws IOException {
        this.root = root;
        for (int i = 1; i <= hosts; i++) {
            Path host = Files.createDirectories(root.resolve("host-" + (i < 10 ? "0" : "") + i));
            folders.put(String.valueOf(host.getFileName()), host);
            Files.createDirectories(host.resolve("releases").resolve(OLD));
            Files.writeString(host.resolve("releases").resolve(OLD).resolve("version"), OLD);
            Files.writeString(host.resolve("releases").resolve(OLD).resolve("whole"), "yes");
            Files.createSymbolicLink(host.resolve("current"), Path.of("releases", OLD));
        }
    }

    Release release(String name) throws IOException {
        Path content = Files.createDirectories(root.resolve("content").resolve(name));
        Files.writeString(content.resolve("version"), name);
        Files.createDirectories(content.resolve("lib"));
        Files.writeString(content.resolve("lib").resolve("a"), "a".repeat(2000));
        Files.writeString(content.resolve("whole"), "yes");
        return new Release(name, name, Digest.of(name));
    }

    static Request request(String id) {
        return new Request(id, "ann", "artifact.tar", "build", "", Set.of(), List.of(new Request.Change(id, "ann")));
    }

    Rollout deployer() throws IOException {
        if (rollout == null) {
            JournalFile opened = JournalFile.open(root.resolve(owner + ".journal"));
            journal = opened;
            Plan plan = new Plan(List.copyOf(folders.keySet()), steps, 5, tolerated, rhythm);
            Journal killed = fact -> {
                act("before " + fact.getClass().getSimpleName());
                opened.append(fact);
                act("after " + fact.getClass().getSimpleName());
            };
            Gate gate = (key, push, reason) -> {
                if (!gateAnswers) {
                    throw new IOException("no answer");
                }
                act("before block");
                blocked.add(key + " " + reason);
                act("after block");
            };
            Announcer announcer = news -> {
                if (!gateAnswers) {
                    throw new IOException("no answer");
                }
                act("before announcement");
                String text = news.push().id() + " " + news.push().state().word();
                if (!told.getOrDefault(news.number(), text).equals(text)) {
                    throw new AssertionError(news.number() + " is " + told.get(news.number()) + " and " + text);
                }
                told.put(news.number(), text);
                act("after announcement");
            };
            Artifacts artifacts = (release, artifact) -> root.resolve("content").resolve(release.id());
            rollout = new Rollout(
                    new PushLog(killed, opened.facts()),
                    new Rollout.Parts(
                            new Faulty(
                                    target != null
                                            ? target
                                            : new LocalFolders(folders, new Hook(hookCommand, Duration.ofSeconds(20)))),
                            plan,
                            owner,
                            watch,
                            artifacts,
                            new Listeners(Optional.of(gate), Optional.of(announcer)),
                            time),
                    Optional.of(time::sleep));
        }
        return rollout;
    }

    private synchronized void act(String name) {
        acts.add(name);
        if (--actsToLive == 0) {
            throw new Killed(name);
        }
        if (checked) {
            checkNoHalfRelease();
        }
    }

    /** The deployer is gone; what it had in memory, too. */
    void kill() throws IOException {
        if (rollout != null && journal != null) {
            rollout.close();
            journal.close();
            rollout = null;
        }
    }

    /** Goes on until there is nothing to do. */
    void settle() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (!deployer().advance()) {
                return;
            }
        }
        throw new AssertionError("the deployer does not come to rest");
    }

    /** What each host serves. */
    Set<String> served() throws IOException {
        Set<String> served = new TreeSet<>();
        for (Path host : folders.values()) {
            served.add(Files.readString(host.resolve("current").resolve("version")));
        }
        return served;
    }

    private void checkNoHalfRelease() {
        for (Path host : folders.values()) {
            if (!Files.exists(host.resolve("current").resolve("whole"))) {
                throw new AssertionError("half a release on " + host);
            }
        }
    }

    Push push(long id) throws IOException {
        return deployer().pushes().stream()
                .filter(push -> push.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        kill();
        FileTree.delete(root.resolve("content"));
    }

    /** Hosts that may be away, and a deployer that may die around each act on one. */
    private final class Faulty implements Target {
        private final Target target;

        Faulty(Target target) {
            this.target = target;
        }

        private interface Act {
            void run() throws HostProblem, InterruptedException;
        }

        private void done(String what, String host, Act act) throws HostProblem, InterruptedException {
            if (away.contains(host)) {
                throw new HostUnreachable("no answer");
            }
            act("before " + what);
            act.run();
            act("after " + what);
        }

        @Override
        public HostState read(String host) throws HostProblem, InterruptedException {
            if (away.contains(host)) {
                throw new HostUnreachable("no answer");
            }
            return target.read(host);
        }

        @Override
        public void hold(String host, Lease lease) throws HostProblem, InterruptedException {
            done("hold", host, () -> target.hold(host, lease));
        }

        @Override
        public void stage(String host, Lease lease, Release release, Path content)
                throws HostProblem, InterruptedException {
            done("stage", host, () -> target.stage(host, lease, release, content));
        }

        @Override
        public void verify(String host, Release release, Path content) throws HostProblem, InterruptedException {
            done("verify", host, () -> target.verify(host, release, content));
        }

        @Override
        public void activate(String host, Lease lease, Optional<String> release)
                throws HostProblem, InterruptedException {
            done("activate", host, () -> target.activate(host, lease, release));
        }

        @Override
        public void prune(String host, Lease lease, Set<String> keep) throws HostProblem, InterruptedException {
            done("prune", host, () -> target.prune(host, lease, keep));
        }
    }
}
