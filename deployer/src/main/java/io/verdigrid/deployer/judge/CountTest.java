package io.verdigrid.deployer.judge;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Counts, given their total: how many of all events fell to canaries.
 *
 * <p>Without an effect that is binomial, whatever made all counts rise; the share is learned from before the switch (a beta
 * distribution, with the canaries' share of hosts or exposure as {@value #PRIOR} events of prior knowledge), see {@link
 * Binomial}. Real counts come in bursts: their dispersion is Pearson's, of hosts within their groups, now and in earlier
 * windows of the same shape, or of the canaries together in those where that is plainly more; all counts are divided by it,
 * and Student's tail replaces the normal one. Pure.
 */
final class CountTest implements LookTest {
    private static final double PRIOR = 10;
    private static final int ENOUGH_WINDOWS = 5;
    private static final double PLAINLY = 0.1;
    private static final double MINUTE = 60_000;

    /** The degrees of freedom where so few hosts have events that their dispersion cannot be told, and is taken from clusters. */
    private static final int FEW_EVENTS = 10;

    /** Up to so many events a cell, two in one cell are no chance. */
    private static final double SPARSE = 0.2;

    private final Panel panel;
    private final double stepsAMinute;

    CountTest(Panel panel, long stepMillis) {
        this.panel = panel;
        stepsAMinute = MINUTE / stepMillis;
    }

    @Override
    public @Nullable Evidence at(Window window) {
        Tally.Half[] hosts = halves(window);
        Tally tally = tally(hosts);
        Spread dispersion =
                group(hosts, 0).plus(group(hosts, 1)).plus(group(hosts, 2)).with(past(window));
        if (!tally.measured()) {
            return null;
        }
        dispersion = together(window, dispersion);
        double excess = Math.max(clusters(window), dispersion.known() ? dispersion.variance() : 1);
        double freedom = Math.max(dispersion.freedom(), Math.max(1, Math.min(panel.hosts() - 2, FEW_EVENTS)));
        Binomial binomial = Binomial.of(tally, excess, PRIOR);
        double error = Math.sqrt(excess * tally.variance());
        return new Evidence(
                tally.effect(),
                error,
                freedom,
                studentised(Tail.deviate(binomial.atLeast()), freedom),
                studentised(Tail.deviate(binomial.atMost()), freedom),
                Scale.RATIO,
                levels(tally));
    }

    private static double studentised(double z, double freedom) {
        return Double.isInfinite(z) ? z : Tail.normalOf(z, freedom);
    }

    private Tally.Half[] halves(Window window) {
        Tally.Half[] halves = new Tally.Half[panel.hosts()];
        for (int row = 0; row < halves.length; row++) {
            double[] events = new double[2];
            double[] exposure = new double[2];
            for (int at = window.from(); at < window.to(); at++) {
                int stretch = at < window.middle() ? 0 : 1;
                if (!Double.isNaN(panel.value(row, at))) {
                    events[stretch] += Math.max(0, panel.value(row, at));
                    exposure[stretch] += panel.exposure(row, at);
                }
            }
            halves[row] = new Tally.Half(events[0], events[1], exposure[0], exposure[1]);
            if (!halves[row].measured()) {
                halves[row] = Tally.Half.NONE;
            }
        }
        return halves;
    }

    private Tally tally(Tally.Half... hosts) {
        Tally.Half canary = Tally.Half.NONE;
        Tally.Half reference = Tally.Half.NONE;
        for (int row = 0; row < hosts.length; row++) {
            canary = panel.canary(row) ? canary.plus(hosts[row]) : canary;
            reference = panel.reference(row) ? reference.plus(hosts[row]) : reference;
        }
        return new Tally(canary, reference);
    }

    private Spread group(Tally.Half[] hosts, int group) {
        List<Tally.Half> members = new ArrayList<>();
        for (int row = 0; row < hosts.length; row++) {
            if (group == (panel.canary(row) ? 0 : panel.reference(row) ? 1 : 2)) {
                members.add(hosts[row]);
            }
        }
        return pearson(members);
    }

    private Spread past(Window window) {
        Spread past = Spread.UNKNOWN;
        for (Window earlier : window.past()) {
            past = past.plus(pearson(List.of(halves(earlier))));
        }
        return past;
    }

    /** Pearson's statistic of hosts that all change by the same factor. */
    private static Spread pearson(List<Tally.Half> hosts) {
        Tally.Half all = hosts.stream().reduce(Tally.Half.NONE, Tally.Half::plus);
        if (all.before() + all.since() == 0) {
            return Spread.UNKNOWN;
        }
        // 0.1: a group without any event in one stretch says nothing about its hosts.
        double growth = (all.since() + 0.1) / (all.before() + 0.1) * all.exposureBefore() / all.exposureSince();
        double squares = 0;
        int counted = 0;
        for (Tally.Half host : hosts) {
            double events = host.before() + host.since();
            double weight = host.exposureSince() * growth;
            if (events > 0) {
                double since = events * weight / (weight + host.exposureBefore());
                double off = host.since() - since;
                squares += off * off / since + off * off / (events - since);
                counted++;
            }
        }
        return counted < 2 ? Spread.UNKNOWN : new Spread(squares, counted - 1);
    }

    /** The dispersion of canaries taken together in earlier windows, where it is plainly more than their hosts explain. */
    private Spread together(Window window, Spread hosts) {
        double squares = 0;
        int windows = 0;
        for (Window earlier : window.past()) {
            Tally tally = tally(halves(earlier));
            if (tally.measured()) {
                squares += tally.effect() * tally.effect() / tally.variance();
                windows++;
            }
        }
        double known = hosts.known() ? Math.max(1, hosts.variance()) : 1;
        boolean plainly = windows >= ENOUGH_WINDOWS
                && ChiSquaredDistribution.of(windows).survivalProbability(squares / known) < PLAINLY;
        return plainly ? new Spread(squares, windows) : hosts;
    }

    /**
     * Of rare events, how many come at once: the mean size, by event, of those of one host in one step. Five errors of one
     * broken request count as one then. 1 where events are too frequent to tell.
     */
    private double clusters(Window window) {
        double events = 0;
        double squares = 0;
        int cells = 0;
        for (int row = 0; row < panel.hosts(); row++) {
            for (int at = window.from(); at < window.to(); at++) {
                double value = panel.value(row, at);
                if (!Double.isNaN(value)) {
                    events += value;
                    squares += value * value;
                    cells++;
                }
            }
        }
        return events > 0 && events < SPARSE * cells ? Math.max(1, squares / events) : 1;
    }

    private Levels levels(Tally tally) {
        return new Levels(
                level(tally.canary().before(), tally.canary().exposureBefore()),
                level(tally.canary().since(), tally.canary().exposureSince()),
                level(tally.reference().before(), tally.reference().exposureBefore()),
                level(tally.reference().since(), tally.reference().exposureSince()));
    }

    private double level(double events, double exposure) {
        return panel.exposed() ? events / exposure : events / exposure * stepsAMinute;
    }
}
