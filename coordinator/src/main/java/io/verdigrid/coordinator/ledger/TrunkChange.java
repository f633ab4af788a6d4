package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.model.BlockCause;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.Trunk.Opening;
import io.verdigrid.coordinator.model.TrunkBlock;
import io.verdigrid.coordinator.model.TrunkBlock.RedBuild;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.model.VerdictCounts;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TrunkRow;
import io.verdigrid.coordinator.rows.TrunkRow.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What changes trunks: people, deployers, and builds that end.
 *
 * <p>Builds count by the order of their submissions, whenever they end: a red one does not block what a later one has shown to
 * be green, and a green one opens only what was red before it, for the same tests.
 */
final class TrunkChange {
    /** Blocks of one trunk: the oldest and the newest ones say enough. */
    private static final int MAX_BLOCKS = 50;

    private static final int MAX_GONE = 100;

    private final StateBatch batch;

    TrunkChange(StateBatch batch) {
        this.batch = batch;
    }

    Answer apply(TrunkCommand command) {
        if (command instanceof TrunkCommand.Block block) {
            Gate gate = gate(block.branch(), block.suite());
            return put(block.branch(), gate, blocked(gate, block.block()));
        } else if (command instanceof TrunkCommand.Open open) {
            return open(open);
        } else if (command instanceof TrunkCommand.Gate gate) {
            return GatedBranches.set(batch, gate.branches()) ? Answer.ACCEPTED : Answer.DUPLICATE;
        }
        throw new IllegalArgumentException("unknown command " + command);
    }

    /** A build of the main lane on a gated branch blocks its trunk or opens it. */
    void ended(LiveBuild build, Command.EndBuild end) {
        BuildSpec spec = build.row.spec();
        boolean red = end.status() == BuildStatus.RED;
        if ((!red && end.status() != BuildStatus.GREEN)
                || spec.branch().isEmpty()
                || spec.settings().lane() != Lane.MAIN
                || !GatedBranches.have(batch, spec.branch())) {
            return;
        }
        Gate gate = gate(spec.branch(), spec.suite());
        put(spec.branch(), gate, red ? red(gate, build, end) : green(gate, build, end));
    }

    private static Gate red(Gate gate, LiveBuild build, Command.EndBuild end) {
        BuildSpec spec = build.row.spec();
        if (build.number() <= gate.greenBuild()) {
            return gate;
        }
        RedBuild red = new RedBuild(build.buildId, spec.revision(), gate.greenRevision(), SameTests.of(spec));
        return blocked(
                gate,
                new TrunkBlock(
                        "build:" + build.buildId,
                        BlockCause.RED_BUILD,
                        reason(build),
                        "",
                        end.ending().atMs(),
                        0,
                        red));
    }

    private static String reason(LiveBuild build) {
        VerdictCounts counts = build.counts();
        Map<Verdict, Integer> by = counts.byVerdict();
        int red = by.getOrDefault(Verdict.FAILED, 0)
                + by.getOrDefault(Verdict.TIMED_OUT, 0)
                + by.getOrDefault(Verdict.CRASHED, 0);
        return "build " + build.buildId + " is red: " + red + " of " + counts.planned() + " tests";
    }

    private static Gate green(Gate gate, LiveBuild build, Command.EndBuild end) {
        BuildSpec spec = build.row.spec();
        String tests = SameTests.of(spec);
        Predicate<TrunkBlock> settled = block -> block.cause() == BlockCause.RED_BUILD
                && block.build().tests().equals(tests)
                && block.build().buildId().compareTo(build.buildId) < 0;
        Opening opening = new Opening(end.ending().atMs(), "", "build " + build.buildId + " is green");
        Gate opened = without(gate, settled, opening);
        boolean newest = build.number() > gate.greenBuild();
        return new Gate(
                gate.suite(),
                newest ? build.number() : gate.greenBuild(),
                newest ? spec.revision() : gate.greenRevision(),
                opened.blocks(),
                opened.gone(),
                opened.opened());
    }

    private static Gate blocked(Gate gate, TrunkBlock block) {
        boolean known = gate.gone().contains(block.key())
                || gate.blocks().stream().anyMatch(other -> other.key().equals(block.key()));
        if (known) {
            return gate;
        }
        List<TrunkBlock> blocks = new ArrayList<>(gate.blocks());
        if (blocks.size() == MAX_BLOCKS) {
            blocks.remove(1);
        }
        blocks.add(block);
        return new Gate(gate.suite(), gate.greenBuild(), gate.greenRevision(), blocks, gate.gone(), gate.opened());
    }

    private Answer open(TrunkCommand.Open open) {
        Opening opening = new Opening(open.atMs(), open.by(), open.reason());
        Answer answer = Answer.DUPLICATE;
        for (Gate gate : row(open.branch()).gates()) {
            boolean meant = open.suite().isEmpty() || gate.suite().equals(open.suite());
            Gate opened = meant
                    ? without(gate, block -> open.key().isEmpty() || block.key().equals(open.key()), opening)
                    : gate;
            if (put(open.branch(), gate, opened) == Answer.ACCEPTED) {
                answer = Answer.ACCEPTED;
            }
        }
        return answer;
    }

    private static Gate without(Gate gate, Predicate<TrunkBlock> taken, Opening opening) {
        List<TrunkBlock> left = new ArrayList<>();
        List<String> gone = new ArrayList<>(gate.gone());
        for (TrunkBlock block : gate.blocks()) {
            if (taken.test(block)) {
                gone.add(block.key());
            } else {
                left.add(block);
            }
        }
        if (left.size() == gate.blocks().size()) {
            return gate;
        }
        return new Gate(
                gate.suite(),
                gate.greenBuild(),
                gate.greenRevision(),
                left,
                gone.subList(Math.max(0, gone.size() - MAX_GONE), gone.size()),
                left.isEmpty() ? opening : gate.opened());
    }

    private TrunkRow row(String branch) {
        byte[] row = batch.get(Table.TRUNK, Keys.text(branch));
        return row == null ? new TrunkRow(List.of()) : TrunkRow.decode(row);
    }

    private Gate gate(String branch, String suite) {
        return row(branch).gates().stream()
                .filter(gate -> gate.suite().equals(suite))
                .findFirst()
                .orElseGet(() -> Gate.of(suite));
    }

    private Answer put(String branch, Gate before, Gate after) {
        if (after.equals(before)) {
            return Answer.DUPLICATE;
        }
        List<Gate> gates = new ArrayList<>(row(branch).gates());
        int place = gates.indexOf(before);
        if (place < 0) {
            gates.add(after);
        } else {
            gates.set(place, after);
        }
        batch.put(Table.TRUNK, Keys.text(branch), new TrunkRow(gates).encode());
        return Answer.ACCEPTED;
    }
}
