package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.trunk.GitRepository;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import io.verdigrid.protocol.build.v1.ListBuildsResponse;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Selection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The newest green build of the same tests on a revision from which a red build's descends. */
record LastGreen(Grid grid, GitRepository repository) {
    private static final int PAGE = 200;
    private static final int MOST = 5_000;

    /** Empty: none is known. */
    Optional<Build> before(Build red) {
        String page = "";
        int read = 0;
        try {
            do {
                ListBuildsResponse answer = BuildServiceGrpc.newBlockingStub(grid.channel())
                        .listBuilds(ListBuildsRequest.newBuilder()
                                .setSuite(red.getSpec().getSuite())
                                .setPageSize(PAGE)
                                .setPageToken(page)
                                .build());
                for (Build build : answer.getBuildsList()) {
                    if (isGreenBefore(build, red)) {
                        return Optional.of(build);
                    }
                }
                read += answer.getBuildsCount();
                page = answer.getNextPageToken();
            } while (!page.isEmpty() && read < MOST);
        } catch (StatusRuntimeException e) {
            throw Answers.problem(grid.name(), e);
        }
        return Optional.empty();
    }

    private boolean isGreenBefore(Build build, Build red) {
        String revision = build.getSpec().getRevision();
        return build.getStatus() == BuildStatus.BUILD_STATUS_GREEN
                && !revision.equals(red.getSpec().getRevision())
                && selections(build).equals(selections(red))
                && repository.has(revision)
                && repository
                        .attempt(
                                "merge-base",
                                "--is-ancestor",
                                revision,
                                red.getSpec().getRevision())
                        .isPresent();
    }

    private static Map<String, Selection> selections(Build build) {
        return build.getSpec().getModulesList().stream()
                .collect(Collectors.toMap(ModuleSpec::getName, module -> comparable(module.getSelection())));
    }

    /** A project's classes are named one by one, and scanned folders by their places: both change with the code. */
    private static Selection comparable(Selection selection) {
        Selection.Builder comparable = selection.toBuilder().clearScanEntries();
        if (selection.getSelectClassCount() > 1) {
            comparable.clearSelectClass();
        }
        return comparable.build();
    }
}
