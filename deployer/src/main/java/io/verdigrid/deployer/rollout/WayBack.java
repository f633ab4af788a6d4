package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.fleet.Outcomes;
import io.verdigrid.deployer.target.HostState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches hosts back, and brings those up to date that were away. Needs nothing but the hosts and the journal: no metrics, no
 * coordinator.
 */
final class WayBack {
    private static final Logger LOG = LoggerFactory.getLogger(WayBack.class);
    private static final int TRIES = 3;

    private final Crew crew;
    private final PushLog log;
    private final Surroundings surroundings;

    WayBack(Crew crew, PushLog log, Surroundings surroundings) {
        this.crew = crew;
        this.log = log;
        this.surroundings = surroundings;
    }

    /** Every host that runs the release is switched to what it ran before. Returns a clause about hosts where that failed, or nothing. */
    String rollBack(Push push) throws Stop, InterruptedException {
        SortedMap<String, String> left = new TreeMap<>();
        for (int tried = 0; tried < TRIES; tried++) {
            if (tried > 0) {
                surroundings.waiting().await(crew.plan().rhythm().look());
            }
            left = tryOnce(push);
            if (left.isEmpty()) {
                return "";
            }
        }
        left.forEach((host, why) -> log.add(new Fact.Missed(now(), host, why)));
        return "not undone yet on " + Outcomes.text(left);
    }

    private SortedMap<String, String> tryOnce(Push push) throws Stop, InterruptedException {
        Crew.Reading reading = crew.read(push.ground().order());
        SortedMap<String, String> left = new TreeMap<>(reading.outcomes().unreachable());
        left.putAll(reading.outcomes().failed());
        List<String> hosts = new ArrayList<>();
        for (Map.Entry<String, HostState> entry : reading.states().entrySet()) {
            HostState state = entry.getValue();
            boolean runsIt = state.current().equals(Optional.of(push.release().id()));
            if ((runsIt || state.unsettled())
                    && !goal(push, entry.getKey()).equals(push.release().id())) {
                hosts.add(entry.getKey());
            }
        }
        Outcomes outcomes = crew.each(push.ground().lease(), hosts, (target, host, lease) -> {
            String goal = goal(push, host);
            target.activate(host, lease, goal.isEmpty() ? Optional.empty() : Optional.of(goal));
        });
        left.putAll(outcomes.unreachable());
        left.putAll(outcomes.failed());
        return left;
    }

    /** What a host should run again; empty: nothing. Never a release that a person has not pardoned, if there is another. */
    private String goal(Push push, String host) {
        String before = push.ground().from().getOrDefault(host, "");
        Optional<String> good =
                log.read(book -> book.lastDone().map(done -> done.release().id()));
        boolean bad =
                !before.isEmpty() && log.read(book -> book.whyCondemned(before)).isPresent();
        return bad ? good.orElse(before) : before;
    }

    /** Hosts that were away get what the fleet runs. Called while no push is under way. */
    void catchUp() throws InterruptedException {
        SortedMap<String, String> missed = log.read(Book::missed);
        if (missed.isEmpty()) {
            return;
        }
        List<String> back = new ArrayList<>(crew.read(missed.keySet()).states().keySet());
        back.retainAll(crew.hosts());
        if (back.isEmpty()) {
            return;
        }
        if (!(crew.lease().acquire() instanceof io.verdigrid.deployer.fleet.FleetLease.Got got)) {
            return;
        }
        try {
            Optional<Push> good = log.read(Book::lastDone);
            Outcomes outcomes =
                    good.isPresent() ? toRelease(got.number(), back, good.get()) : offBadReleases(got.number(), back);
            for (String host : back) {
                if (!outcomes.failed().containsKey(host)
                        && !outcomes.unreachable().containsKey(host)) {
                    log.add(new Fact.CaughtUp(now(), host));
                    LOG.info("Host {} is back and up to date", host);
                }
            }
            outcomes.failed().forEach((host, why) -> {
                if (!why.equals(missed.get(host))) {
                    log.add(new Fact.Missed(now(), host, why));
                }
            });
        } catch (Stop | IOException e) {
            LOG.warn("Hosts that are back cannot be brought up to date: {}", e.getMessage());
        } finally {
            crew.lease().release(got.number());
        }
    }

    private Outcomes toRelease(long lease, List<String> hosts, Push good)
            throws Stop, IOException, InterruptedException {
        Path content = surroundings
                .artifacts()
                .content(good.release(), Path.of(good.request().artifact()));
        return crew.each(lease, hosts, (target, host, held) -> {
            target.stage(host, held, good.release(), content);
            target.verify(host, good.release(), content);
            target.activate(host, held, Optional.of(good.release().id()));
        });
    }

    /** Nothing reached all hosts yet: what must not run is switched back to what that host ran before. */
    private Outcomes offBadReleases(long lease, List<String> hosts) throws Stop, InterruptedException {
        return crew.each(lease, hosts, (target, host, held) -> {
            HostState state = target.read(host);
            Optional<Push> by = log.read(book -> book.pushes().stream()
                    .filter(push ->
                            state.current().equals(Optional.of(push.release().id())))
                    .filter(push -> book.whyCondemned(push.release().id()).isPresent())
                    .findFirst());
            if (by.isPresent()) {
                String goal = goal(by.get(), host);
                target.activate(host, held, goal.isEmpty() ? Optional.empty() : Optional.of(goal));
            }
        });
    }

    private long now() {
        return surroundings.time().epochMillis();
    }
}
