package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.fleet.FleetLease;
import io.verdigrid.deployer.fleet.HostCrew;
import io.verdigrid.deployer.fleet.Outcomes;
import io.verdigrid.deployer.target.HostProblem;
import io.verdigrid.deployer.target.HostState;
import io.verdigrid.deployer.target.Lease;
import io.verdigrid.deployer.target.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The fleet as a push handles it: acts on its hosts under its lease, with a beat while they take long. */
final class Crew {
    private final Target target;
    private final HostCrew crew;
    private final FleetLease lease;
    private final Plan plan;

    Crew(Target target, HostCrew crew, FleetLease lease, Plan plan) {
        this.target = target;
        this.crew = crew;
        this.lease = lease;
        this.plan = plan;
    }

    Plan plan() {
        return plan;
    }

    FleetLease lease() {
        return lease;
    }

    /** What is done on one host under a lease. */
    interface Act {
        void on(Target target, String host, Lease lease) throws HostProblem, InterruptedException;
    }

    /** Which answered, and which did not. */
    record Reading(SortedMap<String, HostState> states, Outcomes outcomes) {}

    Reading read(Collection<String> hosts) throws InterruptedException {
        Map<String, HostState> states = new ConcurrentHashMap<>();
        Outcomes outcomes = crew.each(
                hosts,
                host -> states.put(host, target.read(host)),
                plan.rhythm().lease(),
                () -> {});
        return new Reading(new TreeMap<>(states), outcomes);
    }

    /** Does it on these hosts; throws a Stop where another deployer has the fleet. */
    Outcomes each(long number, Collection<String> hosts, Act act) throws Stop, InterruptedException {
        Outcomes outcomes = crew.each(
                hosts,
                host -> act.on(target, host, lease.of(number)),
                plan.rhythm().lease().dividedBy(4),
                () -> beatQuietly(number));
        return checked(outcomes);
    }

    /** Shows all hosts that the holder lives; throws a Stop where another deployer has the fleet. */
    void beat(long number) throws Stop, InterruptedException {
        checked(lease.beat(plan.hosts(), number));
    }

    private void beatQuietly(long number) {
        try {
            lease.beat(plan.hosts(), number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outcomes checked(Outcomes outcomes) throws Stop {
        if (!outcomes.stale().isEmpty()) {
            throw Stop.takenOver(Outcomes.text(outcomes.stale()));
        }
        return outcomes;
    }

    List<String> hosts() {
        return plan.hosts();
    }
}
