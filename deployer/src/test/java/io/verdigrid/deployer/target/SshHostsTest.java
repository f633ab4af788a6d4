package io.verdigrid.deployer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real sshd and rsync on loopback; skipped where they are not installed. */
class SshHostsTest extends TargetContract {
    @TempDir
    static Path sshdFolder;

    private static Sshd sshd;
    private @Nullable SshHosts opened;

    @BeforeAll
    static void startSshd() throws Exception {
        sshd = Sshd.start(sshdFolder.resolve("sshd"));
    }

    @AfterAll
    static void stopSshd() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
    }

    @AfterEach
    void disconnect() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    Target target(Path host, Hook hook) throws Exception {
        Path named = host.resolveSibling(HOST);
        Files.createSymbolicLink(named, host);
        opened = new SshHosts(sshd.access(List.of(HOST), folder), hook);
        return opened;
    }

    @Test
    void filesThatStayTheSameTakeNoSpaceTwice() throws Exception {
        SshHosts hosts = Objects.requireNonNull(opened);
        Lease lease = new Lease(1, "me", 1);
        Path content = Files.createDirectories(folder.resolve("c"));
        Files.writeString(content.resolve("big"), "x".repeat(100_000));
        hosts.stage(HOST, lease, new Release("r1", "r1", Digest.of("1")), content);
        Files.writeString(content.resolve("new"), "y");
        hosts.stage(HOST, lease, new Release("r2", "r2", Digest.of("2")), content);
        assertThat(Files.getAttribute(host.resolve("releases/r2/big"), "unix:ino"))
                .isEqualTo(Files.getAttribute(host.resolve("releases/r1/big"), "unix:ino"));
        assertThat(host.resolve("releases/r1/new")).doesNotExist();
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsCopiedWhereItHasChanged() throws Exception {
        SshHosts hosts = Objects.requireNonNull(opened);
        Lease lease = new Lease(1, "me", 1);
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        for (String release : List.of("r1", "r2")) {
            Path content = Files.createDirectories(folder.resolve("c-" + release));
            Files.setLastModifiedTime(Files.writeString(content.resolve("version"), release), time);
            hosts.stage(HOST, lease, new Release(release, release, Digest.of(release)), content);
        }
        assertThat(host.resolve("releases/r1/version")).hasContent("r1");
        assertThat(host.resolve("releases/r2/version")).hasContent("r2");
    }

    @Test
    void hostThatDoesNotAnswerIsUnreachable() throws Exception {
        SshAccess access = sshd.access(List.of(HOST), folder);
        try (SshHosts nobody = new SshHosts(
                new SshAccess(access.addresses(), access.path(), access.user(), 1, access.identity(), access.options()),
                Hook.NONE)) {
            assertThatThrownBy(() -> nobody.read(HOST)).isInstanceOf(HostUnreachable.class);
        }
    }
}
