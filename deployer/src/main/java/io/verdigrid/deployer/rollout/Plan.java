package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.fleet.Share;
import java.time.Duration;
import java.util.List;

/**
 * How a fleet is rolled out to. Immutable.
 *
 * @param hosts in the order in which they are switched
 * @param steps the last one is the whole fleet
 * @param keep releases that stay on each host
 * @param tolerated hosts that may be unreachable
 * @param rhythm how often is looked at what
 */
public record Plan(List<String> hosts, List<Step> steps, int keep, Share tolerated, Rhythm rhythm) {
    /** So many hosts, watched for so long. */
    public record Step(Share hosts, Duration watch) {}

    /**
     * Times.
     *
     * @param baseline for which the fleet is watched before anything is switched
     * @param look from one look at the metrics to the next
     * @param lease for which a deployer that shows no life keeps the fleet
     */
    public record Rhythm(Duration baseline, Duration look, Duration lease) {}

    /** A subset of a tenth for a minute, then all for five. */
    public static final List<Step> STEPS =
            List.of(new Step(new Share(10, true), Duration.ofMinutes(1)), new Step(Share.ALL, Duration.ofMinutes(5)));

    /** With immutable lists; throws IllegalArgumentException without hosts or steps. */
    public Plan {
        hosts = List.copyOf(hosts);
        steps = List.copyOf(steps);
        if (hosts.isEmpty() || steps.isEmpty()) {
            throw new IllegalArgumentException("a fleet without hosts or steps");
        }
    }

    /** How many of these hosts run the release after this step. */
    int switched(int step, int hostsThere) {
        return step >= steps.size() - 1
                ? hostsThere
                : Math.max(1, steps.get(step).hosts().of(hostsThere));
    }

    int mostUnreachable() {
        return tolerated.percent() ? tolerated.amount() * hosts.size() / 100 : tolerated.amount();
    }
}
