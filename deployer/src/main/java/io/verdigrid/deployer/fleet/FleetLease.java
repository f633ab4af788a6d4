package io.verdigrid.deployer.fleet;

import io.verdigrid.deployer.target.Lease;
import io.verdigrid.deployer.target.Target;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lease of a fleet, which its hosts keep: who has it on more than half of them has it.
 *
 * <p>A holder shows by a rising beat that it lives. One that waits takes the lease over, under a higher number, when it has seen
 * the same beat for a whole time to live by its own clock: clocks of different machines are never compared. Not thread-safe.
 */
public final class FleetLease {
    private static final Duration NO_NEWS = Duration.ofHours(1);

    private final Target target;
    private final HostCrew crew;
    private final List<String> hosts;
    private final String owner;
    private final Duration timeToLive;
    private final TimeSource time;
    private @Nullable Lease seen;
    private long seenAtNanos;

    /** Of this deployer, for these hosts. */
    public FleetLease(
            Target target, HostCrew crew, List<String> hosts, String owner, Duration timeToLive, TimeSource time) {
        this.target = target;
        this.crew = crew;
        this.hosts = List.copyOf(hosts);
        this.owner = owner;
        this.timeToLive = timeToLive;
        this.time = time;
    }

    /** What came of trying to get it. */
    public sealed interface Attempt {}

    /** It is ours. */
    public record Got(long number) implements Attempt {}

    /** Not now. */
    public record Wait(String why) implements Attempt {}

    /** The lease under this number, with a beat of now. */
    public Lease of(long number) {
        return new Lease(number, owner, time.epochMillis());
    }

    /** Reads the hosts, and takes the lease where nobody has it or its holder is gone. */
    public Attempt acquire() throws InterruptedException {
        Map<String, Lease> leases = new ConcurrentHashMap<>();
        Outcomes read = crew.each(
                hosts,
                host -> target.read(host).lease().ifPresent(lease -> leases.put(host, lease)),
                NO_NEWS,
                () -> {});
        if (!isMajority(hosts.size() - read.unreachable().size() - read.failed().size())) {
            return new Wait("fewer than half of the hosts answer: "
                    + Outcomes.text(read.unreachable().isEmpty() ? read.failed() : read.unreachable()));
        }
        long highest = 0;
        Optional<Lease> other = Optional.empty();
        for (Lease lease : leases.values()) {
            highest = Math.max(highest, lease.number());
            if (lease.held() && !lease.owner().equals(owner) && (other.isEmpty() || isNewer(lease, other.get()))) {
                other = Optional.of(lease);
            }
        }
        if (other.isPresent() && lives(other.get())) {
            return new Wait("deployer " + other.get().owner() + " holds the fleet");
        }
        return take(highest + 1);
    }

    private static boolean isNewer(Lease one, Lease two) {
        return one.number() > two.number() || (one.number() == two.number() && one.beat() > two.beat());
    }

    private boolean lives(Lease other) {
        if (!other.equals(seen)) {
            seen = other;
            seenAtNanos = time.nanos();
        }
        return time.nanos() - seenAtNanos < timeToLive.toNanos();
    }

    private Attempt take(long number) throws InterruptedException {
        Outcomes took = hold(hosts, of(number));
        int missing =
                took.failed().size() + took.stale().size() + took.unreachable().size();
        if (isMajority(hosts.size() - missing)) {
            return new Got(number);
        }
        release(number);
        return new Wait(
                took.stale().isEmpty()
                        ? "the lease cannot be written on more than half of the hosts: "
                                + Outcomes.text(took.failed().isEmpty() ? took.unreachable() : took.failed())
                        : "another deployer was faster: " + Outcomes.text(took.stale()));
    }

    /** Writes a beat on these hosts. */
    public Outcomes beat(List<String> to, long number) throws InterruptedException {
        return hold(to, of(number));
    }

    /** Gives it back where it is ours. */
    public void release(long number) throws InterruptedException {
        hold(hosts, of(number).released());
    }

    private Outcomes hold(List<String> to, Lease lease) throws InterruptedException {
        return crew.each(to, host -> target.hold(host, lease), NO_NEWS, () -> {});
    }

    private boolean isMajority(int some) {
        return some * 2 > hosts.size();
    }
}
