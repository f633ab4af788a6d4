package io.verdigrid.coordinator.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.store.MemoryStore;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Open builds keep their bundles, and what came since the first of them began. */
final class BlobsOfOpenBuildsTest {
    private static final long NOW = 10_000_000;

    private final MemoryStore store = new MemoryStore();
    private final BlobsInUse inUse = new BlobsOfOpenBuilds(store.builds(), new Stopped(), Duration.ofMinutes(10));

    /** A clock that stands still. */
    private static final class Stopped implements TimeSource {
        @Override
        public long epochMillis() {
            return NOW;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {}
    }

    @Test
    void withoutAnOpenBuildOnlyTheGraceCounts() {
        assertThat(inUse.now()).isEqualTo(new BlobsInUse.Use(Set.of(), NOW - 600_000));
    }

    @Test
    void openBuildsKeepTheirBundles() {
        Sample.commit(store.ledger(), Sample.submit("b1", "s", "core", "web"));
        Sample.commit(store.ledger(), Sample.submit("b2", "s", "old"));
        Sample.commit(store.ledger(), Sample.end("b2"));

        assertThat(inUse.now())
                .isEqualTo(new BlobsInUse.Use(Set.of(Digest.of("bundle of core"), Digest.of("bundle of web")), 1_000));
    }
}
