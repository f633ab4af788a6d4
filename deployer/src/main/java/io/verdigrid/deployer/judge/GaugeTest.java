package io.verdigrid.deployer.judge;

import org.jspecify.annotations.Nullable;

/**
 * Difference in differences with hosts as the unit.
 *
 * <p>Of each host and step the mean of the hosts without the release in that step is taken off, so that what hits all alike
 * is gone; a host's difference is its mean since the switch less its mean before. Student's test compares canaries with
 * their reference; the variance is that of hosts within their groups, together with that of the same fleet in earlier
 * windows of the same shape. Logarithms where the margin is a percentage and all values are above 0. Pure.
 */
final class GaugeTest implements LookTest {
    private final Panel panel;
    private final Margin margin;

    GaugeTest(Panel panel, Margin margin) {
        this.panel = panel;
        this.margin = margin;
    }

    @Override
    public @Nullable Evidence at(Window window) {
        boolean logarithmic = margin.relative() && positive(window);
        Levels levels = levels(window);
        double level = Math.abs(levels.canaryBefore() + levels.controlBefore()) / 2;
        double[] differences = differences(window, logarithmic, true);
        double canary = mean(differences, true);
        double reference = mean(differences, false);
        Spread spread = group(differences, 0)
                .plus(group(differences, 1))
                .plus(group(differences, 2))
                .with(past(window, logarithmic));
        if (Double.isNaN(canary) || Double.isNaN(reference) || !spread.known()) {
            return null;
        }
        double least = 1e-9 * (logarithmic ? 1 : Math.max(level, Double.MIN_NORMAL));
        double error = Math.max(least, Math.sqrt(spread.variance() * perHost(differences)));
        return Evidence.student(canary - reference, error, spread.freedom(), new Scale(logarithmic, level), levels);
    }

    private boolean positive(Window window) {
        for (int row = 0; row < panel.hosts(); row++) {
            for (int at = window.from(); at < window.to(); at++) {
                // Not so of NaN.
                if (panel.value(row, at) <= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of each host; NaN where half of a stretch or more is missing. */
    private double[] differences(Window window, boolean logarithmic, boolean withoutCanaries) {
        double[] before = new double[panel.hosts()];
        double[] since = new double[panel.hosts()];
        int[] stepsBefore = new int[panel.hosts()];
        int[] stepsSince = new int[panel.hosts()];
        for (int at = window.from(); at < window.to(); at++) {
            double common = common(at, logarithmic, withoutCanaries);
            for (int row = 0; row < panel.hosts(); row++) {
                double residual = value(row, at, logarithmic) - common;
                if (Double.isNaN(residual)) {
                    continue;
                }
                if (at < window.middle()) {
                    before[row] += residual;
                    stepsBefore[row]++;
                } else {
                    since[row] += residual;
                    stepsSince[row]++;
                }
            }
        }
        double[] differences = new double[panel.hosts()];
        for (int row = 0; row < differences.length; row++) {
            boolean enough = 2 * stepsBefore[row] > window.middle() - window.from()
                    && 2 * stepsSince[row] > window.to() - window.middle();
            differences[row] = enough ? since[row] / stepsSince[row] - before[row] / stepsBefore[row] : Double.NaN;
        }
        return differences;
    }

    private double common(int at, boolean logarithmic, boolean withoutCanaries) {
        double sum = 0;
        int hosts = 0;
        for (int row = 0; row < panel.hosts(); row++) {
            double value = value(row, at, logarithmic);
            if (!Double.isNaN(value) && !(withoutCanaries && panel.canary(row))) {
                sum += value;
                hosts++;
            }
        }
        return hosts == 0 ? Double.NaN : sum / hosts;
    }

    private double value(int row, int at, boolean logarithmic) {
        double value = panel.value(row, at);
        return logarithmic ? Math.log(value) : value;
    }

    private Spread past(Window window, boolean logarithmic) {
        Spread past = Spread.UNKNOWN;
        for (Window earlier : window.past()) {
            if (!logarithmic || positive(earlier)) {
                past = past.plus(Spread.of(differences(earlier, logarithmic, false)));
            }
        }
        return past;
    }

    private Spread group(double[] differences, int group) {
        double[] members = new double[differences.length];
        for (int row = 0; row < members.length; row++) {
            int of = panel.canary(row) ? 0 : panel.reference(row) ? 1 : 2;
            members[row] = of == group ? differences[row] : Double.NaN;
        }
        return Spread.of(members);
    }

    private boolean compared(int row, boolean canary) {
        return canary ? panel.canary(row) : panel.reference(row);
    }

    private double mean(double[] differences, boolean canary) {
        double sum = 0;
        int hosts = 0;
        for (int row = 0; row < differences.length; row++) {
            if (compared(row, canary) && !Double.isNaN(differences[row])) {
                sum += differences[row];
                hosts++;
            }
        }
        return hosts == 0 ? Double.NaN : sum / hosts;
    }

    private double perHost(double[] differences) {
        int canaries = 0;
        int references = 0;
        for (int row = 0; row < differences.length; row++) {
            if (!Double.isNaN(differences[row])) {
                canaries += compared(row, true) ? 1 : 0;
                references += compared(row, false) ? 1 : 0;
            }
        }
        return 1.0 / canaries + 1.0 / references;
    }

    private Levels levels(Window window) {
        return new Levels(
                level(window.from(), window.middle(), true),
                level(window.middle(), window.to(), true),
                level(window.from(), window.middle(), false),
                level(window.middle(), window.to(), false));
    }

    private double level(int from, int to, boolean canary) {
        double sum = 0;
        int cells = 0;
        for (int row = 0; row < panel.hosts(); row++) {
            for (int at = from; at < to && compared(row, canary); at++) {
                double value = panel.value(row, at);
                if (!Double.isNaN(value)) {
                    sum += value;
                    cells++;
                }
            }
        }
        return cells == 0 ? Double.NaN : sum / cells;
    }
}
