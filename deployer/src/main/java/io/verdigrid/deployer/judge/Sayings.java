package io.verdigrid.deployer.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a metric's verdict into figures and words. Pure. */
final class Sayings {
    private final MetricCase subject;
    private final double[] harmful;
    private final double[] safe;

    Sayings(MetricCase subject, double[] harmful, double[] safe) {
        this.subject = subject;
        this.harmful = harmful;
        this.safe = safe;
    }

    MetricVerdict verdict(Verdict verdict, int look, String reason) {
        List<Estimate> estimates = new ArrayList<>();
        for (int at = 1; at <= subject.shown().size(); at++) {
            Evidence evidence = subject.shown().get(at - 1);
            estimates.add(evidence == null ? Estimate.none(at) : estimate(evidence, at));
        }
        Evidence last = evidence(look);
        return new MetricVerdict(
                subject.metric(),
                verdict,
                look,
                estimates,
                last == null ? Levels.NONE : last.levels(),
                last == null ? Double.NaN : last.scale().shown(detectable(last, look), margin()),
                reason);
    }

    MetricVerdict harm(int look) {
        Evidence evidence = subject.shown().get(look - 1);
        if (evidence == null) {
            throw new IllegalStateException("harm without evidence at look " + look);
        }
        Estimate estimate = estimate(evidence, look);
        boolean up = estimate.effect() > 0;
        return verdict(
                Verdict.HARM,
                look,
                text(estimate.effect()) + ", at " + (up ? "least " : "most ")
                        + text(up ? estimate.lower() : estimate.upper()) + ": worse by more than chance explains");
    }

    MetricVerdict safe() {
        return verdict(Verdict.SAFE, looks(), "a harm of " + margin() + " is excluded");
    }

    MetricVerdict tooEarly() {
        Evidence last = evidence(looks());
        return verdict(
                Verdict.TOO_EARLY,
                looks(),
                "look " + looks() + " of " + timing().looks() + "; by the last one a harm of "
                        + (last == null ? "?" : text(last.scale().shown(detectable(last, looks()), margin())))
                        + " is seen");
    }

    MetricVerdict noPower() {
        Evidence last = evidence(looks());
        if (last == null) {
            throw new IllegalStateException("no evidence at the last look");
        }
        double seen = detectable(last, looks());
        double missing = Math.pow(seen / sized(last), 2);
        return verdict(
                Verdict.NO_POWER,
                looks(),
                "sees a harm of " + text(last.scale().shown(seen, margin())) + ", not of " + margin() + needs(missing));
    }

    private double sized(Evidence evidence) {
        int sign = subject.metric().worse() == Worse.LOWER ? -1 : 1;
        return evidence.scale().of(margin(), sign);
    }

    /** How much longer, or how many hosts: the information must grow by this factor. */
    private String needs(double factor) {
        if (Double.isNaN(factor) || Double.isInfinite(factor) || factor > 1e6) {
            return "; there is nothing that a margin could be a share of";
        }
        long minutes = (long) Math.ceil(timing().watch().toMillis() * Math.max(1, factor) / 60_000.0);
        Groups groups = subject.plan().groups();
        boolean sham = !groups.sham().isEmpty();
        int fleet = groups.all().size();
        int canaries = groups.canary().size();
        double now = 1.0 / canaries
                + 1.0 / (sham ? groups.sham().size() : groups.control().size());
        String hosts = ", or a fleet of " + (long) Math.ceil(fleet * factor) + " hosts";
        for (int more = canaries + 1; more <= fleet / 2; more++) {
            double then = 1.0 / more + 1.0 / (sham ? more : fleet - more);
            if (now / then >= factor) {
                hosts = ", or " + more + " canaries" + (sham ? " and as many shams" : "");
                break;
            }
        }
        return "; " + hours(minutes) + " of watch and of baseline would" + hosts;
    }

    private static String hours(long minutes) {
        return minutes < 180 ? minutes + " min" : (minutes + 59) / 60 + " h";
    }

    /** The harm that is found by the last look as often as the budget asks for. */
    private double detectable(Evidence evidence, int look) {
        int last = timing().looks() - 1;
        double error = Math.sqrt(Looks.information(timing())[Math.max(0, look - 1)]);
        return error * (evidence.reach(harmful[last]) + evidence.reach(safe[last]));
    }

    private Estimate estimate(Evidence evidence, int look) {
        double harm = evidence.reach(harmful[look - 1]);
        double spared = evidence.reach(safe[look - 1]);
        double below = subject.metric().worse() == Worse.LOWER ? spared : harm;
        double above = subject.metric().worse() == Worse.HIGHER ? spared : harm;
        Scale scale = evidence.scale();
        return new Estimate(
                look,
                scale.shown(evidence.effect(), margin()),
                scale.shown(evidence.effect() - below, margin()),
                scale.shown(evidence.effect() + above, margin()));
    }

    private String text(double effect) {
        boolean share = margin().relative();
        if (Double.isNaN(effect) || Double.isInfinite(effect)) {
            return "nothing sure";
        }
        return String.format(Locale.ROOT, share ? "%+.3g %%" : "%+.4g", share ? effect * 100 : effect);
    }

    private @Nullable Evidence evidence(int look) {
        return look == 0 || look > looks() ? null : subject.shown().get(look - 1);
    }

    private int looks() {
        return subject.shown().size();
    }

    private Margin margin() {
        return subject.metric().margin();
    }

    private Timing timing() {
        return subject.plan().timing();
    }
}
