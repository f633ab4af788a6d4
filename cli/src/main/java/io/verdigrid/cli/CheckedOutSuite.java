package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleUpload;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.culprits.CommitBuilder;
import io.verdigrid.cli.culprits.RedTest;
import io.verdigrid.cli.culprits.Unbuildable;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.common.v1.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds what is checked out in a worktree: a Maven project, or what a command leaves on a classpath. Thread-safe. */
final class CheckedOutSuite implements CommitBuilder {
    private final Surroundings surroundings;
    private final CheckoutOptions options;
    private final Path inside;
    private final Path data;
    private final Grid grid;
    private final Reconnection calls;
    /** The cache of digests is for one at a time. */
    private final Object hashing = new Object();

    /**
     * On the way to this grid.
     *
     * @param options how, as the command was told
     * @param inside the folder of the repository from which the command's paths are meant
     * @param data where the cache of digests is
     */
    CheckedOutSuite(
            Surroundings surroundings, CheckoutOptions options, Path inside, Path data, Grid grid, Reconnection calls) {
        this.surroundings = surroundings;
        this.options = options;
        this.inside = inside;
        this.data = data;
        this.grid = grid;
        this.calls = calls;
    }

    @Override
    public List<ModuleSpec> ready(Path tree, Set<RedTest> tests) throws Unbuildable, InterruptedException {
        Surroundings there = surroundings.in(tree.resolve(inside.toString()).normalize());
        try {
            return upload(options.suite(there, tree), tests);
        } catch (Problem e) {
            if (e.exitCode() == Exit.GRID) {
                throw e;
            }
            throw new Unbuildable(e.getMessage());
        }
    }

    private List<ModuleSpec> upload(SuiteSource suite, Set<RedTest> tests) throws InterruptedException {
        List<SuiteSource.Part> parts = new ArrayList<>();
        boolean one = suite.parts().size() == 1;
        for (SuiteSource.Part part : suite.parts()) {
            Selection.Builder selection = part.selection().toBuilder()
                    .clearSelectClass()
                    .clearSelectPackage()
                    .clearSelectMethod()
                    .clearSelectUniqueId();
            tests.stream()
                    .filter(test ->
                            one || test.module().isEmpty() || test.module().equals(part.name()))
                    .map(RedTest::unit)
                    .distinct()
                    .forEach(selection::addSelectUniqueId);
            if (selection.getSelectUniqueIdCount() > 0) {
                parts.add(new SuiteSource.Part(part.name(), part.source(), List.of(), selection.build()));
            }
        }
        List<SuiteSource.Ready> ready;
        synchronized (hashing) {
            ready = new SuiteSource(suite.usualName(), suite.versioned(), parts)
                    .bundle(surroundings, data, options.maxBundleSize);
        }
        List<ModuleSpec> modules = new ArrayList<>();
        for (SuiteSource.Ready module : ready) {
            upload(module);
            modules.add(ModuleSpec.newBuilder()
                    .setName(module.name())
                    .setBundleDigest(module.bundle().digest().hex())
                    .setSelection(module.selection())
                    .build());
        }
        return modules;
    }

    private void upload(SuiteSource.Ready module) {
        try {
            calls.untilAnswered(
                    new BuildListener() {},
                    () -> BundleUpload.upload(module.bundle(), new BlobClient(grid.channel()), (sent, of) -> {}));
        } catch (IOException e) {
            throw Problem.grid("cannot upload the bundle: " + e.getMessage());
        }
    }

    /** Where in its repository a folder is. */
    static Path inside(Path repository, Path folder) {
        try {
            Path root = repository.toRealPath();
            Path real = folder.toRealPath();
            return real.startsWith(root) ? root.relativize(real) : Path.of("");
        } catch (IOException e) {
            throw Problem.input("cannot read " + folder + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("?"));
        }
    }
}
