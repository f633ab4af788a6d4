package io.verdigrid.cli.replay;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.worker.v1.LeafTask;
import io.verdigrid.protocol.worker.v1.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Runs a plan in one runner of a worker in this process. Bundles come over the grid's channel; the grid does not hear of it.
 *
 * @param data the worker's folder
 */
public record Replay(Parts parts, Channel grid, Path data, long cacheBytes, String host) {
    /** Why a replay ended. */
    public enum Cause {
        /** All that it was to run has run. */
        ALL_RAN,
        /** The JVM ended, by itself or because a test took too long. */
        JVM,
        /** The worker could not go on: no bundle, no such JDK, a full disk. */
        GRID
    }

    /** How it ended; a sentence for people, empty where all ran. */
    public record End(Cause cause, String reason) {}

    /** What came of it: attempts by unique id in their order, and its end. */
    public record Outcome(Map<String, Attempt> attempts, End end) {}

    /** Blocks until it has run; {@code stop}, when completed, ends it with its JVM, as if the worker could not go on. */
    public Outcome run(Build build, ReplayPlan plan, CompletionStage<Void> stop) throws InterruptedException {
        // The slot's number is part of what its tests can see.
        int slot = plan.target().attempt().getSlot();
        OneRunner runner = new OneRunner(slot, leases(build, plan));
        stop.thenRun(() -> runner.end().complete(new End(Cause.GRID, "it was stopped")));
        String name = UUID.randomUUID().toString();
        Server server = null;
        ManagedChannel own = InProcessChannelBuilder.forName(name).build();
        try {
            server = InProcessServerBuilder.forName(name)
                    .addService(runner)
                    .addService(new DroppedBlobs())
                    .build()
                    .start();
            Channel channel = new SplitChannel(BlobServiceGrpc.getDownloadMethod(), grid, own);
            // A second JVM beside it would be no part of what was recorded, and take from its machine.
            Parts.WorkerSettings settings =
                    new Parts.WorkerSettings(data, slot + 1, new TreeMap<>(), host, cacheBytes, false);
            Parts.Worker worker = parts.worker(settings, channel);
            try {
                End end = runner.end().get();
                return new Outcome(runner.attempts(), end);
            } finally {
                worker.close();
            }
        } catch (IOException | ExecutionException e) {
            throw Problem.grid("the replay failed: " + e.getMessage());
        } finally {
            own.shutdownNow();
            if (server != null) {
                server.shutdownNow();
            }
        }
    }

    static List<Lease> leases(Build build, ReplayPlan plan) {
        ModuleSpec module = build.getSpec().getModulesList().stream()
                .filter(each -> each.getName().equals(plan.module()))
                .findFirst()
                .orElseThrow(() -> Problem.grid("build " + build.getId() + " has no module '" + plan.module() + "'"));
        List<Lease> leases = new ArrayList<>();
        for (ReplayPlan.Run run : plan.runs()) {
            Lease.Builder lease = Lease.newBuilder()
                    .setLeaseId(1L << 32 | leases.size() + 1)
                    .setBuildId(build.getId())
                    .setModule(module.getName())
                    .setBundleDigest(module.getBundleDigest())
                    .setSelection(module.getSelection())
                    .setUnitId(run.unitId())
                    .setAttempt(1)
                    .setTestTimeoutMs(build.getSpec().getSettings().getTestTimeoutMs())
                    .setOutputLimit(build.getSpec().getSettings().getOutputLimit())
                    .setWholeUnit(run.wholeUnit())
                    .addAllLeftOut(run.leftOut());
            run.leaves().forEach(leaf -> lease.addLeaves(task(leaf, run)));
            leases.add(lease.build());
        }
        return leases;
    }

    private static LeafTask task(TestInfo leaf, ReplayPlan.Run run) {
        return LeafTask.newBuilder()
                .setUniqueId(leaf.getUniqueId())
                .setRegisteredBy(leaf.getRegisteredBy())
                .addAllFinished(run.finished().getOrDefault(leaf.getUniqueId(), List.of()))
                .build();
    }
}
