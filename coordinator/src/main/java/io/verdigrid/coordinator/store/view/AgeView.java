package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.ForgetPast.OldUnit;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.rows.DayRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.store.AgeStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is old, from rows. Thread-safe; each call sees one snapshot. */
public final class AgeView implements AgeStore {
    private static final int UNKNOWN_DAY = -1;

    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public AgeView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public List<Command.ForgetBuild> oldBuilds(long endedBeforeMs, int keptOfSuite, int limit) {
        return snapshots.read(rows -> {
            List<String> old = new ArrayList<>();
            Map<String, Set<String>> kept = new HashMap<>();
            rows.scan(Table.BUILD, Keys.ALL, (key, value) -> {
                BuildRecord build =
                        BuildRows.of(rows, Keys.asText(key)).orElseThrow().record();
                boolean ended = build.status().isEnd() && build.ending().atMs() < endedBeforeMs;
                if (ended
                        && !kept.computeIfAbsent(build.spec().suite(), suite -> newest(rows, suite, keptOfSuite))
                                .contains(build.buildId())) {
                    old.add(build.buildId());
                }
                // Ids sort by the time of submission, before which no build ends.
                return old.size() < limit && build.submittedAtMs() < endedBeforeMs;
            });
            return old.isEmpty() ? List.of() : commands(rows, old);
        });
    }

    private static Set<String> newest(Rows rows, String suite, int count) {
        Set<String> ids = new HashSet<>();
        rows.scanBack(Table.SUITE_BUILD, Keys.texts(suite, ""), null, (key, value) -> {
            if (ids.size() < count) {
                ids.add(Keys.secondText(key));
            }
            return ids.size() < count;
        });
        return ids;
    }

    private static List<Command.ForgetBuild> commands(Rows rows, List<String> builds) {
        Map<String, List<String>> requests = new HashMap<>();
        builds.forEach(id -> requests.put(id, new ArrayList<>()));
        rows.scan(Table.REQUEST, Keys.ALL, (key, value) -> {
            List<String> ofBuild = requests.get(TextRow.text(Table.REQUEST, value));
            return ofBuild == null || ofBuild.add(Keys.asText(key));
        });
        return builds.stream()
                .map(id -> new Command.ForgetBuild(id, requests.getOrDefault(id, List.of())))
                .toList();
    }

    @Override
    public Step oldPast(Optional<Cursor> from, long beforeMs, int limit) {
        int beforeDay = DayRow.day(beforeMs);
        return snapshots.read(rows -> {
            List<OldUnit> found = new ArrayList<>();
            List<Cursor> looked = new ArrayList<>();
            byte[] begin = from.map(cursor -> Keys.numberAndText(cursor.scope(), cursor.unitId()))
                    .orElse(Keys.ALL);
            rows.scan(Table.HISTORY_UNIT, Keys.ALL, begin, (key, value) -> {
                Cursor unit = new Cursor(Keys.numberAt(key, 0), Keys.textAfterNumber(key));
                looked.add(unit);
                if (looked.size() <= limit) {
                    look(rows, unit, UnitFigures.decode(value), beforeDay).ifPresent(found::add);
                }
                return looked.size() <= limit;
            });
            return new Step(
                    new Command.ForgetPast(found, beforeDay),
                    looked.size() <= limit ? Optional.empty() : Optional.of(looked.get(limit)));
        });
    }

    private static Optional<OldUnit> look(Rows rows, Cursor unit, UnitFigures figures, int beforeDay) {
        int first = UNKNOWN_DAY;
        int last = UNKNOWN_DAY;
        for (int block : figures.blocks()) {
            int[] seen = {UNKNOWN_DAY, UNKNOWN_DAY};
            byte[] prefix = Keys.numbers(figures.number(), block);
            rows.scan(Table.HISTORY_DAY, prefix, (key, value) -> {
                seen[0] = Keys.numberAt(key, 2);
                return false;
            });
            rows.scanBack(Table.HISTORY_DAY, prefix, null, (key, value) -> {
                seen[1] = Keys.numberAt(key, 2);
                return false;
            });
            first = first == UNKNOWN_DAY || (seen[0] != UNKNOWN_DAY && seen[0] < first) ? seen[0] : first;
            last = Math.max(last, Math.max(seen[1], lastRun(rows, prefix)));
        }
        if (last != UNKNOWN_DAY && last < beforeDay) {
            return Optional.of(new OldUnit(unit.scope(), unit.unitId(), figures.runs()));
        }
        boolean someDays = first != UNKNOWN_DAY && first < beforeDay;
        return someDays ? Optional.of(new OldUnit(unit.scope(), unit.unitId(), -1)) : Optional.empty();
    }

    /** The day of the newest attempt of a block. */
    private static int lastRun(Rows rows, byte[] prefix) {
        int[] day = {UNKNOWN_DAY};
        rows.scanBack(Table.HISTORY_RUN, prefix, null, (key, value) -> {
            for (RunRow.Entry entry : RunRow.decode(value).entries()) {
                day[0] = Math.max(day[0], DayRow.day(entry.circumstances().startedAtMs()));
            }
            return false;
        });
        return day[0];
    }
}
