package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.BuildWarning;
import io.verdigrid.coordinator.store.OpenBuild;
import io.verdigrid.coordinator.store.RecordedAttempt;
import io.verdigrid.coordinator.store.TestVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds from rows. Thread-safe; each call sees one snapshot, and consumers are called outside of it. */
public final class BuildView implements BuildStore {
    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public BuildView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Optional<BuildRecord> build(String buildId) {
        return snapshots.read(rows -> BuildRows.of(rows, buildId).map(BuildRows::record));
    }

    @Override
    public List<BuildRecord> builds(String suite, String before, int limit) {
        return snapshots.read(rows -> suite.isEmpty()
                ? all(rows, before.isEmpty() ? null : before, limit)
                : ofSuite(rows, suite, before.isEmpty() ? null : before, limit));
    }

    @Override
    public List<BuildWarning> warnings(String buildId, int limit) {
        return snapshots.read(rows ->
                BuildRows.of(rows, buildId).map(build -> build.warnings(limit)).orElse(List.of()));
    }

    private static List<BuildRecord> all(Rows rows, @Nullable String before, int limit) {
        List<String> ids = new ArrayList<>();
        rows.scanBack(
                Table.BUILD,
                Keys.ALL,
                before == null ? null : Keys.text(before),
                (key, value) -> ids.size() < limit && ids.add(Keys.asText(key)));
        return records(rows, ids);
    }

    private static List<BuildRecord> ofSuite(Rows rows, String suite, @Nullable String before, int limit) {
        List<String> ids = new ArrayList<>();
        rows.scanBack(
                Table.SUITE_BUILD,
                Keys.texts(suite, ""),
                before == null ? null : Keys.texts(suite, before),
                (key, value) -> ids.size() < limit && ids.add(Keys.secondText(key)));
        return records(rows, ids);
    }

    private static List<BuildRecord> records(Rows rows, List<String> ids) {
        return ids.stream()
                .map(id -> BuildRows.of(rows, id).orElseThrow().record())
                .toList();
    }

    @Override
    public void verdicts(String buildId, Consumer<TestVerdict> to) {
        snapshots
                .read(rows -> BuildRows.of(rows, buildId)
                        .map(build -> new VerdictList(build).all())
                        .orElse(List.of()))
                .forEach(to);
    }

    @Override
    public List<QuarantinedTest> quarantined(String buildId) {
        return snapshots.read(
                rows -> BuildRows.of(rows, buildId).map(BuildRows::quarantined).orElse(List.of()));
    }

    @Override
    public List<RecordedAttempt> attempts(String buildId, long cursor, int limit) {
        return snapshots.read(rows -> {
            List<RecordedAttempt> found = new ArrayList<>();
            BuildRows.of(rows, buildId)
                    .ifPresent(build -> build.attempts(cursor + 1, (position, row) -> {
                        if (found.size() >= limit) {
                            return false;
                        }
                        found.add(new RecordedAttempt(
                                position,
                                build.unit(row.unit()).module(),
                                build.info(row.unit(), row.test()),
                                row.attempt(),
                                row.verdict()));
                        return true;
                    }));
            return found;
        });
    }

    @Override
    public List<OpenBuild> openBuilds() {
        return snapshots.read(rows -> {
            List<OpenBuild> open = new ArrayList<>();
            rows.scan(Table.OPEN, Keys.ALL, (key, value) -> {
                String buildId = TextRow.text(Table.OPEN, value);
                return open.add(new OpenBuildList(BuildRows.of(rows, buildId).orElseThrow()).build());
            });
            return open;
        });
    }
}
