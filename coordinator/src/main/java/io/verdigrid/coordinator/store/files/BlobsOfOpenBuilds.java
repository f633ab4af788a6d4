package io.verdigrid.coordinator.store.files;

import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.OpenBuild;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Keeps what open builds refer to, and what was used a short while ago: its build may be submitted any moment. Thread-safe. */
public final class BlobsOfOpenBuilds implements BlobsInUse {
    private final BuildStore builds;
    private final TimeSource time;
    private final Duration grace;

    /**
     * Asks this store.
     *
     * @param grace for which a blob stays after its last use, whatever happens
     */
    public BlobsOfOpenBuilds(BuildStore builds, TimeSource time, Duration grace) {
        this.builds = builds;
        this.time = time;
        this.grace = grace;
    }

    @Override
    public Use now() {
        Set<Digest> bundles = new HashSet<>();
        long sinceMs = time.epochMillis() - grace.toMillis();
        for (OpenBuild open : builds.openBuilds()) {
            BuildRecord build = open.build();
            sinceMs = Math.min(sinceMs, build.submittedAtMs());
            for (ModuleSpec module : build.spec().modules()) {
                bundles.add(module.bundle());
            }
        }
        return new Use(bundles, sinceMs);
    }
}
