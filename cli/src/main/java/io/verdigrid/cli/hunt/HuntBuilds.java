package io.verdigrid.cli.hunt;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.OwnParameters;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.common.v1.Isolation;
import io.verdigrid.protocol.common.v1.Lane;
import io.verdigrid.protocol.common.v1.Selection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a hunt's builds of the build that it is about: the same bundles, but for what makes other surroundings. Nothing of
 * them is retested, blocks anything, or gets into the history. Thread-safe; blocks where a bundle is not known yet.
 */
final class HuntBuilds {
    private final Build base;
    private final BlobClient blobs;
    private final Map<String, String> bundles = new HashMap<>();

    HuntBuilds(Build base, BlobClient blobs) {
        this.base = base;
        this.blobs = blobs;
    }

    /** All modules as they are; in a new JVM for each class, or with JVMs that go on. */
    BuildSpec usual(Surrounding surrounding, boolean classesAlone) {
        BuildSpec.Builder spec = spec(classesAlone ? Isolation.ISOLATION_CLASS : Isolation.ISOLATION_REUSE);
        for (ModuleSpec module : base.getSpec().getModulesList()) {
            spec.addModules(module.toBuilder()
                    .setBundleDigest(bundle(module, surrounding))
                    .setSelection(
                            module.getSelection().toBuilder().putConfig(OwnParameters.HISTORY, OwnParameters.OFF)));
        }
        return spec.build();
    }

    /** Tests by module, each module in one new JVM, in this order. */
    BuildSpec inOrder(Surrounding surrounding, Map<String, List<String>> orders) {
        BuildSpec.Builder spec = spec(Isolation.ISOLATION_CLASS);
        for (ModuleSpec module : base.getSpec().getModulesList()) {
            List<String> order = orders.getOrDefault(module.getName(), List.of());
            if (!order.isEmpty()) {
                spec.addModules(module.toBuilder()
                        .setBundleDigest(bundle(module, surrounding))
                        .setSelection(selection(module.getSelection(), order)));
            }
        }
        return spec.build();
    }

    private static Selection selection(Selection usual, List<String> order) {
        return Selection.newBuilder()
                .addAllIncludeTag(usual.getIncludeTagList())
                .addAllExcludeTag(usual.getExcludeTagList())
                .addAllIncludeEngine(usual.getIncludeEngineList())
                .addAllExcludeEngine(usual.getExcludeEngineList())
                .putAllConfig(usual.getConfigMap())
                .putConfig(OwnParameters.ORDER, OwnParameters.GIVEN)
                .putConfig(OwnParameters.HISTORY, OwnParameters.OFF)
                .addAllSelectUniqueId(order)
                .build();
    }

    private BuildSpec.Builder spec(Isolation isolation) {
        BuildSpec.Builder spec =
                base.getSpec().toBuilder().clearModules().clearAuthors().clearArtifactDigest();
        spec.getSettingsBuilder()
                .setRetests(0)
                .setMaxFailures(0)
                .setLane(Lane.LANE_HUNT)
                .setIsolation(isolation)
                .clearJudging();
        return spec;
    }

    private synchronized String bundle(ModuleSpec module, Surrounding surrounding) {
        if (surrounding.isUsual()) {
            return module.getBundleDigest();
        }
        String key = module.getBundleDigest() + " " + surrounding.name();
        String known = bundles.get(key);
        if (known == null) {
            known = other(module.getBundleDigest(), surrounding);
            bundles.put(key, known);
        }
        return known;
    }

    private String other(String digest, Surrounding surrounding) {
        try {
            BundleManifest usual = BundleManifestText.read(blobs.read(new Digest(digest)));
            List<String> jvmArgs = new ArrayList<>(usual.jvmArgs());
            jvmArgs.addAll(surrounding.jvmArgs());
            byte[] text = BundleManifestText.write(new BundleManifest(
                    usual.classpath(),
                    usual.workdir(),
                    jvmArgs,
                    usual.environment(),
                    usual.javaHome(),
                    usual.files(),
                    usual.startIn()));
            Digest other = Digest.of(text);
            if (!blobs.missing(List.of(other)).isEmpty()) {
                blobs.upload(List.of(new BlobClient.Source(other, text.length, () -> new ByteArrayInputStream(text))));
            }
            return other.hex();
        } catch (IOException e) {
            throw Problem.grid("the bundle of build " + base.getId() + " cannot be read: " + e.getMessage());
        }
    }
}
