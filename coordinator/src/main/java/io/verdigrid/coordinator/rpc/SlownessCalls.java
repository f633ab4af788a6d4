package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.slowness.Series;
import io.verdigrid.coordinator.slowness.SlowTests;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.PastStore;
import io.verdigrid.protocol.history.v1.ListSlowerTestsRequest;
import io.verdigrid.protocol.history.v1.ListSlowerTestsResponse;
import io.verdigrid.protocol.history.v1.SlowerTest;
import io.verdigrid.protocol.history.v1.TestName;
import java.util.HashMap;
import java.util.Map;

/** Answers which tests became slower. Thread-safe. */
final class SlownessCalls {
    private static final int MOST = 1_000;

    private final PastStore past;
    private final BuildStore builds;

    SlownessCalls(PastStore past, BuildStore builds) {
        this.past = past;
        this.builds = builds;
    }

    ListSlowerTestsResponse slower(ListSlowerTestsRequest request) {
        ListSlowerTestsResponse.Builder answer = ListSlowerTestsResponse.newBuilder();
        Map<String, String> revisions = new HashMap<>();
        int[] compared = new int[1];
        past.slower(request.getSuite()).forEach((suite, found) -> {
            compared[0] += found.tested();
            found.slower().stream().limit(MOST).forEach(test -> answer.addTests(test(suite, test, revisions)));
        });
        return answer.setCompared(compared[0]).build();
    }

    private SlowerTest test(String suite, SlowTests.Slower slower, Map<String, String> revisions) {
        Series.Test test = slower.test();
        return SlowerTest.newBuilder()
                .setTest(TestName.newBuilder()
                        .setSuite(suite)
                        .setModule(test.module())
                        .setUniqueId(test.uniqueId())
                        .setClassName(test.className())
                        .setName(test.name()))
                .setBeforeUs(slower.beforeUs())
                .setNowUs(slower.nowUs())
                .setP(slower.p())
                .setLastFastBuild(slower.lastFastBuild())
                .setFirstSlowBuild(slower.firstSlowBuild())
                .setLastFastRevision(revision(slower.lastFastBuild(), revisions))
                .setFirstSlowRevision(revision(slower.firstSlowBuild(), revisions))
                .build();
    }

    private String revision(String buildId, Map<String, String> known) {
        return known.computeIfAbsent(
                buildId,
                id -> builds.build(id).map(build -> build.spec().revision()).orElse(""));
    }
}
