package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.JudgingPolicy;

/** How a build's tests are judged, as a part of its row. */
final class PolicyCode {
    private PolicyCode() {}

    static void write(RowWriter to, JudgingPolicy policy) {
        to.writeInt(policy.known().retests()).writeDouble(policy.known().unlikely());
        JudgingPolicy.Probe probe = policy.probe();
        to.writeInt(probe.runs()).writeDouble(probe.significance());
        to.writeInt(probe.cleanRuns()).writeBoolean(probe.blocks());
        to.writeInt(policy.marking().brokenAfter()).writeDouble(policy.marking().massFailure());
        JudgingPolicy.Release release = policy.release();
        to.writeInt(release.minRuns()).writeInt(release.maxRuns());
        to.writeInt(release.hosts()).writeInt(release.days()).writeInt(release.probationDays());
        to.writeInt(policy.newTestRuns());
    }

    static JudgingPolicy read(RowReader from) {
        int retests = from.readInt();
        JudgingPolicy.Known known = new JudgingPolicy.Known(retests, from.readDouble());
        int runs = from.readInt();
        double significance = from.readDouble();
        int cleanRuns = from.readInt();
        JudgingPolicy.Probe probe = new JudgingPolicy.Probe(runs, significance, cleanRuns, from.readBoolean());
        int brokenAfter = from.readInt();
        JudgingPolicy.Marking marking = new JudgingPolicy.Marking(brokenAfter, from.readDouble());
        int minRuns = from.readInt();
        int maxRuns = from.readInt();
        int hosts = from.readInt();
        int days = from.readInt();
        JudgingPolicy.Release release = new JudgingPolicy.Release(minRuns, maxRuns, hosts, days, from.readInt());
        return new JudgingPolicy(known, probe, marking, release, from.readInt());
    }
}
