package io.verdigrid.deployer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every target does; its one host is the folder {@link #host}. */
abstract class TargetContract {
    static final String HOST = "web-1";
    private static final Lease LEASE = new Lease(1, "me", 1);

    @TempDir
    Path folder;

    Path host;
    private Target target;

    /** With the host {@link #HOST} in this folder. */
    abstract Target target(Path host, Hook hook) throws Exception;

    @BeforeEach
    void hosts() throws Exception {
        host = Files.createDirectories(folder.resolve("host"));
        target = target(
                host,
                new Hook(
                        List.of("sh", "-c", "echo \"$VERDIGRID_RELEASE\" >> hooks; test ! -e broken"),
                        Duration.ofSeconds(30)));
    }

    private Path content(String name) throws IOException {
        Path content = Files.createDirectories(folder.resolve("content-" + name));
        Files.writeString(content.resolve("version"), name);
        Files.createDirectories(content.resolve("lib"));
        Files.writeString(content.resolve("lib").resolve("it's \"odd\" $name"), "x".repeat(10_000));
        Files.createSymbolicLink(content.resolve("link"), Path.of("version"));
        Files.writeString(content.resolve("run"), "#!/bin/sh\n");
        content.resolve("run").toFile().setExecutable(true);
        return content;
    }

    private static Release release(String name) {
        return new Release(name, name, Digest.of(name));
    }

    private void stage(String name) throws Exception {
        Path content = content(name);
        target.stage(HOST, LEASE, release(name), content);
        target.verify(HOST, release(name), content);
    }

    private String served() throws IOException {
        return Files.readString(host.resolve("current").resolve("version"));
    }

    @Test
    void freshHostHasNothing() throws Exception {
        HostState state = target.read(HOST);
        assertThat(state.current()).isEmpty();
        assertThat(state.releases()).isEmpty();
        assertThat(state.lease()).isEmpty();
        assertThat(state.unsettled()).isFalse();
    }

    @Test
    void stagedReleaseIsWholeAndNotServed() throws Exception {
        stage("r1");
        HostState state = target.read(HOST);
        assertThat(state.releases()).containsExactly("r1");
        assertThat(state.current()).isEmpty();
        assertThat(state.lease()).contains(LEASE);
        assertThat(host.resolve("releases/r1/link")).isSymbolicLink();
        assertThat(host.resolve("releases/r1/run")).isExecutable();
    }

    @Test
    void switchesRunsTheHookOnceAndGoesBack() throws Exception {
        stage("r1");
        stage("r2");
        target.activate(HOST, LEASE, Optional.of("r1"));
        target.activate(HOST, LEASE, Optional.of("r2"));
        target.activate(HOST, LEASE, Optional.of("r2"));
        assertThat(served()).isEqualTo("r2");
        target.activate(HOST, LEASE, Optional.of("r1"));
        assertThat(target.read(HOST).current()).contains("r1");
        assertThat(Files.readAllLines(host.resolve("hooks"))).containsExactly("r1", "r2", "r1");
        target.activate(HOST, LEASE, Optional.empty());
        assertThat(target.read(HOST).current()).isEmpty();
    }

    @Test
    void hookThatFailsIsSaidAndTriedAgain() throws Exception {
        stage("r1");
        Files.createFile(host.resolve("broken"));
        assertThatThrownBy(() -> target.activate(HOST, LEASE, Optional.of("r1")))
                .isInstanceOf(HostFailed.class)
                .hasMessageContaining("the reload hook ended with status 1");
        assertThat(target.read(HOST).unsettled()).isTrue();
        Files.delete(host.resolve("broken"));
        target.activate(HOST, LEASE, Optional.of("r1"));
        assertThat(target.read(HOST).unsettled()).isFalse();
        assertThat(Files.readAllLines(host.resolve("hooks"))).containsExactly("r1", "r1");
    }

    @Test
    void neverServesWhatIsNotWhole() throws Exception {
        assertThatThrownBy(() -> target.activate(HOST, LEASE, Optional.of("r1")))
                .isInstanceOf(HostFailed.class)
                .hasMessageContaining("it has no complete release r1");
        assertThat(target.read(HOST).current()).isEmpty();
    }

    @Test
    void changedCopyIsFound() throws Exception {
        stage("r1");
        Files.writeString(host.resolve("releases/r1/version"), "R1");
        assertThatThrownBy(() -> target.verify(HOST, release("r1"), folder.resolve("content-r1")))
                .isInstanceOf(HostFailed.class)
                .hasMessageContaining("is not what was staged");
    }

    @Test
    void prunesAllButWhatIsKeptAndCurrent() throws Exception {
        for (String name : List.of("r1", "r2", "r3", "r4")) {
            stage(name);
        }
        Files.createDirectories(
                host.resolve("releases").resolve(".incoming-0-r9").resolve("half"));
        target.activate(HOST, LEASE, Optional.of("r2"));
        target.prune(HOST, LEASE, Set.of("r4"));
        assertThat(target.read(HOST).releases()).containsExactly("r2", "r4");
        assertThat(FileTree.names(host.resolve("releases"))).containsExactly("r2", "r4");
    }

    @Test
    void olderLeaseChangesNothing() throws Exception {
        stage("r1");
        Path other = content("r2");
        target.hold(HOST, new Lease(2, "other", 1));
        for (Lease stale : List.of(LEASE, new Lease(2, "me", 9))) {
            assertThatThrownBy(() -> target.activate(HOST, stale, Optional.of("r1")))
                    .isInstanceOf(StaleLease.class);
            assertThatThrownBy(() -> target.stage(HOST, stale, release("r2"), other))
                    .isInstanceOf(StaleLease.class);
            assertThatThrownBy(() -> target.prune(HOST, stale, Set.of())).isInstanceOf(StaleLease.class);
        }
        HostState state = target.read(HOST);
        assertThat(state.current()).isEmpty();
        assertThat(state.releases()).containsExactly("r1");
        assertThat(state.lease()).contains(new Lease(2, "other", 1));
    }

    @Test
    void currentThatIsNoLinkIsLeftAlone() throws Exception {
        Files.createDirectories(host.resolve("current"));
        assertThatThrownBy(() -> target.read(HOST))
                .isInstanceOf(HostFailed.class)
                .hasMessageContaining("'current' is not a link");
        stage("r1");
        assertThatThrownBy(() -> target.activate(HOST, LEASE, Optional.of("r1")))
                .isInstanceOf(HostFailed.class);
        assertThat(host.resolve("current")).isDirectory();
    }

    @Test
    void readerNeverMissesARelease() throws Exception {
        stage("r1");
        stage("r2");
        target.activate(HOST, LEASE, Optional.of("r1"));
        AtomicInteger misses = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                if (!Files.exists(host.resolve("current").resolve("version"))) {
                    misses.incrementAndGet();
                }
            }
        });
        reader.start();
        for (int i = 0; i < 6; i++) {
            target.activate(HOST, LEASE, Optional.of(i % 2 == 0 ? "r2" : "r1"));
        }
        done.set(true);
        reader.join();
        assertThat(misses).hasValue(0);
    }
}
