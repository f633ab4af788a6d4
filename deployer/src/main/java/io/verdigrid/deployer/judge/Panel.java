package io.verdigrid.deployer.judge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One metric as a table of hosts and steps of time: the steps before the switch, then those after settling.
 *
 * <p>Of a gauge a cell is the mean of its samples, of a count their sum; NaN where there is none. Rows are in the order of
 * canary, control, sham.
 */
final class Panel {
    private static final int MOST_STEPS_OF_HISTORY = 20_000;

    private final double[][] values;
    private final double[][] exposures;
    private final int canaries;
    private final int controls;
    private final int switchedAt;

    private Panel(double[][] values, double[][] exposures, int canaries, int controls, int switchedAt) {
        this.values = values;
        this.exposures = exposures;
        this.canaries = canaries;
        this.controls = controls;
        this.switchedAt = switchedAt;
    }

    static Panel of(MetricPlan metric, Groups groups, Timing timing, List<Sample> samples) {
        Map<String, Integer> rows = new HashMap<>();
        groups.all().forEach(host -> rows.put(host, rows.size()));
        long step = timing.step().toMillis();
        int switchedAt = stepsBefore(timing, samples);
        double[][] values = empty(rows.size(), switchedAt + timing.stepsOfWatch());
        double[][] exposures = empty(rows.size(), switchedAt + timing.stepsOfWatch());
        int[][] counts = new int[rows.size()][switchedAt + timing.stepsOfWatch()];
        for (Sample sample : samples) {
            Integer row = rows.get(sample.host());
            if (row == null || Double.isNaN(sample.value()) || Double.isInfinite(sample.value())) {
                continue;
            }
            long since = sample.atMillis() - timing.switchedAtMillis() - (metric.kind() == Kind.COUNT ? 1 : 0);
            long settled = since < 0 ? since : since - timing.settle().toMillis();
            long column = switchedAt + Math.floorDiv(settled, step);
            if ((since >= 0 && settled < 0) || column < 0 || column >= values[row].length) {
                continue;
            }
            int at = (int) column;
            add(values[row], at, sample.value());
            if (!Double.isNaN(sample.exposure())) {
                add(exposures[row], at, sample.exposure());
            }
            counts[row][at]++;
        }
        if (metric.kind() == Kind.GAUGE) {
            for (int row = 0; row < values.length; row++) {
                for (int at = 0; at < values[row].length; at++) {
                    values[row][at] /= Math.max(1, counts[row][at]);
                }
            }
        }
        return new Panel(
                values, exposures, groups.canary().size(), groups.control().size(), switchedAt);
    }

    private static int stepsBefore(Timing timing, List<Sample> samples) {
        long earliest = timing.switchedAtMillis();
        for (Sample sample : samples) {
            earliest = Math.min(earliest, sample.atMillis());
        }
        long steps = (timing.switchedAtMillis() - earliest) / timing.step().toMillis() + 1;
        return (int) Math.max(timing.stepsBefore(), Math.min(steps, MOST_STEPS_OF_HISTORY));
    }

    private static double[][] empty(int rows, int columns) {
        double[][] cells = new double[rows][columns];
        for (double[] row : cells) {
            Arrays.fill(row, Double.NaN);
        }
        return cells;
    }

    private static void add(double[] row, int at, double value) {
        row[at] = Double.isNaN(row[at]) ? value : row[at] + value;
    }

    int hosts() {
        return values.length;
    }

    /** The first column after the switch; those before it are the past. */
    int switchedAt() {
        return switchedAt;
    }

    double value(int row, int column) {
        return values[row][column];
    }

    /** What the value is a share of; 1 where the metric has no such thing, and 0 where nothing was measured. */
    double exposure(int row, int column) {
        if (Double.isNaN(values[row][column])) {
            return 0;
        }
        double exposure = exposures[row][column];
        return Double.isNaN(exposure) ? 1 : Math.max(0, exposure);
    }

    /** Whether any value came with what it is a share of. */
    boolean exposed() {
        return Arrays.stream(exposures).flatMapToDouble(Arrays::stream).anyMatch(exposure -> exposure > 0);
    }

    boolean canary(int row) {
        return row < canaries;
    }

    boolean sham(int row) {
        return row >= canaries + controls;
    }

    /** Whether canaries are compared with this host: with the sham where there is one, else with the control. */
    boolean reference(int row) {
        return canaries + controls < values.length ? sham(row) : !canary(row);
    }
}
