package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.fleet.Outcomes;
import io.verdigrid.deployer.target.HostState;
import io.verdigrid.deployer.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done in each state on the way to the hosts; each act can be done again. */
final class PushActs {
    private static final Logger LOG = LoggerFactory.getLogger(PushActs.class);

    private final Crew crew;
    private final PushLog log;
    private final Surroundings surroundings;

    PushActs(Crew crew, PushLog log, Surroundings surroundings) {
        this.crew = crew;
        this.log = log;
        this.surroundings = surroundings;
    }

    /** LOCKED: reads the hosts and makes the release's content. */
    void survey(Push push) throws Stop, InterruptedException {
        content(push);
        Crew.Reading reading = crew.read(crew.hosts());
        if (!reading.outcomes().failed().isEmpty()) {
            throw Stop.hindered("cannot be rolled out to "
                    + Outcomes.text(reading.outcomes().failed()));
        }
        missed(reading.outcomes());
        List<String> order = new ArrayList<>();
        SortedMap<String, String> from = new TreeMap<>();
        for (String host : crew.hosts()) {
            HostState state = reading.states().get(host);
            if (state != null) {
                order.add(host);
                from.put(host, state.current().orElse(""));
            }
        }
        found(push, order, from);
    }

    /** STAGING: copies it to all hosts. */
    void stage(Push push) throws Stop, InterruptedException {
        Path content = content(push);
        Outcomes outcomes = crew.each(
                push.ground().lease(),
                push.ground().order(),
                (target, host, lease) -> target.stage(host, lease, push.release(), content));
        withoutUnreachable(push, outcomes, "cannot be staged on ");
    }

    /** PRECHECK: compares each copy. */
    void verify(Push push) throws Stop, InterruptedException {
        Path content = content(push);
        Outcomes outcomes = crew.each(
                push.ground().lease(),
                push.ground().order(),
                (target, host, lease) -> target.verify(host, push.release(), content));
        withoutUnreachable(push, outcomes, "does not pass the check on ");
    }

    private void withoutUnreachable(Push push, Outcomes outcomes, String what) throws Stop {
        if (!outcomes.failed().isEmpty()) {
            throw Stop.hindered(what + Outcomes.text(outcomes.failed()));
        }
        missed(outcomes);
        if (!outcomes.unreachable().isEmpty()) {
            List<String> left = new ArrayList<>(push.ground().order());
            left.removeAll(outcomes.unreachable().keySet());
            found(push, left, push.ground().from());
        }
    }

    private void found(Push push, List<String> order, SortedMap<String, String> from) throws Stop {
        SortedMap<String, String> fromThese = new TreeMap<>(from);
        fromThese.keySet().retainAll(order);
        tolerate(order.size());
        if (order.isEmpty()) {
            throw Stop.hindered("no host answers");
        }
        log.add(new Fact.Found(now(), push.id(), order, fromThese));
    }

    private void tolerate(int there) throws Stop {
        Plan plan = crew.plan();
        int away = plan.hosts().size() - there;
        if (away > plan.mostUnreachable()) {
            throw Stop.hindered(away + " of " + plan.hosts().size() + " hosts do not answer, and "
                    + plan.mostUnreachable() + " are tolerated: "
                    + Outcomes.text(log.read(Book::missed)));
        }
    }

    /** CANARY and FULL: switches the hosts up to this step. */
    void switchOver(Push push) throws Stop, InterruptedException {
        List<String> hosts = switched(push);
        Outcomes outcomes = crew.each(push.ground().lease(), hosts, activate(push));
        if (!outcomes.failed().isEmpty()) {
            throw Stop.harm("could not be switched to on " + Outcomes.text(outcomes.failed()));
        }
        missed(outcomes);
        SortedMap<String, String> missed = log.read(Book::missed);
        for (String host : hosts) {
            if (missed.containsKey(host) && !outcomes.unreachable().containsKey(host)) {
                log.add(new Fact.CaughtUp(now(), host));
            }
        }
        tolerate(push.ground().order().size() - outcomes.unreachable().size());
    }

    private static Crew.Act activate(Push push) {
        return (Target target, String host, io.verdigrid.deployer.target.Lease lease) ->
                target.activate(host, lease, Optional.of(push.release().id()));
    }

    /** At the end: deletes old releases. What can't be deleted now is deleted after the next push. */
    void prune(Push push) throws Stop, InterruptedException {
        var keep = log.read(book -> book.kept(crew.plan().keep()));
        Outcomes outcomes = crew.each(
                push.ground().lease(),
                there(push.ground().order()),
                (target, host, lease) -> target.prune(host, lease, keep));
        if (!outcomes.failed().isEmpty()) {
            LOG.warn("Old releases are still on {}", Outcomes.text(outcomes.failed()));
        }
    }

    /** The hosts that are switched in this step. */
    List<String> switched(Push push) {
        List<String> order = push.ground().order();
        return order.subList(0, crew.plan().switched(push.progress().step(), order.size()));
    }

    /** Those of these that answered when they were last asked. */
    List<String> there(List<String> hosts) {
        SortedMap<String, String> missed = log.read(Book::missed);
        return hosts.stream().filter(host -> !missed.containsKey(host)).toList();
    }

    private void missed(Outcomes outcomes) {
        SortedMap<String, String> known = log.read(Book::missed);
        outcomes.unreachable().forEach((host, why) -> {
            if (!why.equals(known.get(host))) {
                log.add(new Fact.Missed(now(), host, why));
            }
        });
    }

    private Path content(Push push) throws Stop, InterruptedException {
        try {
            return surroundings
                    .artifacts()
                    .content(push.release(), Path.of(push.request().artifact()));
        } catch (IOException e) {
            throw Stop.hindered("its artifact cannot be used: " + e.getMessage());
        }
    }

    private long now() {
        return surroundings.time().epochMillis();
    }
}
