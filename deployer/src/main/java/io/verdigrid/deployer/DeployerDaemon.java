package io.verdigrid.deployer;

import io.verdigrid.deployer.certificate.CertifiedArtifacts;
import io.verdigrid.deployer.config.DeployConfig;
import io.verdigrid.deployer.metric.Sources;
import io.verdigrid.deployer.probe.HttpProbe;
import io.verdigrid.deployer.recording.JudgeRules;
import io.verdigrid.deployer.recording.PlanFile;
import io.verdigrid.deployer.recording.RecordingProblem;
import io.verdigrid.deployer.rollout.Admission;
import io.verdigrid.deployer.rollout.JournalFile;
import io.verdigrid.deployer.rollout.Refused;
import io.verdigrid.deployer.rollout.Rollout;
import io.verdigrid.deployer.rollout.Watch;
import io.verdigrid.deployer.rpc.PushServer;
import io.verdigrid.deployer.target.ArtifactFolder;
import io.verdigrid.deployer.target.LocalFolders;
import io.verdigrid.deployer.target.SshHosts;
import io.verdigrid.deployer.target.Target;
import io.verdigrid.deployer.watching.JudgingWatch;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.certificate.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A running deployer: its journal, its rollout, its port.
 *
 * <p>Thread-safe. {@link #start} throws IllegalArgumentException for a configuration that is wrong and an IOException for data that
 * can't be opened or a port that is taken; the message of each is a sentence for people.
 */
public final class DeployerDaemon implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private int port;

    private DeployerDaemon() {}

    /** Starts it; a push that was under way goes on. */
    public static DeployerDaemon start(DeployConfig config, Path data, TimeSource time) throws IOException {
        DeployerDaemon daemon = new DeployerDaemon();
        try {
            daemon.begin(config, data, time);
            return daemon;
        } catch (IOException | RuntimeException e) {
            daemon.close();
            throw e;
        }
    }

    private void begin(DeployConfig config, Path data, TimeSource time) throws IOException {
        PushServer.Door door = Doors.of(config.server());
        Files.createDirectories(data);
        JournalFile journal = JournalFile.open(data.resolve("pushes.journal"));
        parts.push(journal);
        ArtifactFolder artifacts = new ArtifactFolder(data.resolve("artifacts"));
        GridLink link = GridLink.open(config);
        parts.push(link);
        String owner = owner(data);
        Rollout rollout = new Rollout(
                journal,
                new Rollout.Parts(
                        target(config),
                        config.plan(),
                        owner,
                        watch(config, time),
                        artifacts::content,
                        link.listeners(owner),
                        time));
        parts.push(rollout);
        Admission admission = admission(config);
        PushServer server = PushServer.start(
                door,
                new PushServer.Behind(
                        rollout,
                        admission,
                        config.fleet(),
                        config.plan().steps().size()));
        parts.push(server);
        port = server.port();
        rollout.start();
        link.inbox(rollout, admission, time).ifPresent(inbox -> {
            parts.push(inbox);
            inbox.start();
        });
    }

    private static Admission admission(DeployConfig config) {
        if (config.grid().trustedKeys().isEmpty()) {
            return (artifact, certificate) -> {
                throw new Refused("this deployer trusts no key: trusted-keys in its configuration names some");
            };
        }
        return new CertifiedArtifacts(TrustedKeys.read(config.grid().trustedKeys()));
    }

    private Target target(DeployConfig config) throws IOException {
        if (config.hosts() instanceof DeployConfig.Ssh ssh) {
            SshHosts hosts = new SshHosts(ssh.access(), config.reload());
            parts.push(hosts);
            return hosts;
        }
        return new LocalFolders(((DeployConfig.Folders) config.hosts()).folders(), config.reload());
    }

    private static Watch watch(DeployConfig config, TimeSource time) throws IOException {
        Watch probe = config.probe()
                .<Watch>map(asked -> new HttpProbe(asked.url(), asked.patience(), asked.failures()))
                .orElse(Watch.BLIND);
        if (config.judge().isEmpty()) {
            return probe;
        }
        Watch judge = new JudgingWatch(
                rules(config.judge().get(), time), config.plan().steps().size(), time);
        return view -> {
            Watch.Look look = probe.look(view);
            return look.harm().isPresent() ? look : judge.look(view);
        };
    }

    private static JudgeRules rules(Path file, TimeSource time) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("judge: " + file + " cannot be read");
        }
        try {
            return PlanFile.rules(Files.readString(file), file.resolveSibling(""), new Sources(time));
        } catch (RecordingProblem e) {
            throw new IllegalArgumentException(
                    e.getMessage().lines().map(line -> file + ": " + line).collect(Collectors.joining("\n")), e);
        }
    }

    /** The same as before on the same data: what it holds is still its own. */
    private static String owner(Path data) throws IOException {
        Path file = data.resolve("deployer-id");
        if (!Files.exists(file)) {
            Path fresh = data.resolve("deployer-id.new");
            Files.writeString(fresh, UUID.randomUUID().toString().substring(0, 13));
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Ends at once; what a push was in is gone on with at the next start. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                org.slf4j.LoggerFactory.getLogger(DeployerDaemon.class).warn("Could not close", e);
            }
        }
    }
}
