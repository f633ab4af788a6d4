package io.verdigrid.deployer.target;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real sshd on loopback, with keys of its own; whoever it lets in is this process's user. */
final class Sshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final Process process;
    final int port;

    private Sshd(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    static Sshd start(Path folder) throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no sshd (Debian's openssh-server)");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/rsync")), "skipped: there is no rsync");
        Files.createDirectories(folder);
        key(folder.resolve("host"));
        key(folder.resolve("user"));
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        if ("root".equals(System.getProperty("user.name"))) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin yes
                MaxStartups 100
                MaxSessions 100
                """.formatted(
                        port, folder.resolve("host"), folder.resolve("authorized")));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Sshd sshd = new Sshd(folder, process, port);
        sshd.awaitPort();
        return sshd;
    }

    private static void key(Path file) throws Exception {
        ProcessRun run = ProcessRun.of(
                List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()),
                Optional.empty(),
                Map.of(),
                "",
                java.time.Duration.ofSeconds(30));
        assumeTrue(run.status() == 0, run.output());
    }

    private void awaitPort() throws IOException, InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IOException("sshd ended: " + Files.readString(folder.resolve("log")), notYet);
                }
            }
        }
        throw new IOException("sshd does not listen");
    }

    /** For these hosts, all of them here, each with a folder of its name. */
    SshAccess access(List<String> hosts, Path parent) {
        Map<String, String> addresses =
                hosts.stream().collect(java.util.stream.Collectors.toMap(host -> host, host -> "127.0.0.1"));
        return new SshAccess(
                addresses,
                parent + "/{host}",
                System.getProperty("user.name"),
                port,
                Optional.of(folder.resolve("user")),
                List.of("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
