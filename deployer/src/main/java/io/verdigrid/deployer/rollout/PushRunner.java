package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.fleet.FleetLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves pushes from state to state: writes the next state down, then does what is done in it.
 *
 * <p>After a kill the last state in the journal is where it goes on, and its act is done again. One thread.
 */
final class PushRunner {
    private static final Logger LOG = LoggerFactory.getLogger(PushRunner.class);

    private final Crew crew;
    private final PushLog log;
    private final Surroundings surroundings;
    private final PushActs acts;
    private final Vigil vigil;
    private final WayBack wayBack;
    private final Aftermath aftermath;
    private volatile String waitsFor = "";

    PushRunner(Crew crew, PushLog log, Surroundings surroundings) {
        this.crew = crew;
        this.log = log;
        this.surroundings = surroundings;
        acts = new PushActs(crew, log, surroundings);
        vigil = new Vigil(crew, log, surroundings);
        wayBack = new WayBack(crew, log, surroundings);
        aftermath = new Aftermath(log, surroundings);
    }

    /** Why a push that could go does not; empty: it does. */
    String waitsFor() {
        return waitsFor;
    }

    /** After a start: a lease that a push had when it ended is given back. */
    void giveBack() throws InterruptedException {
        if (log.read(Book::underWay).isEmpty()) {
            long last = log.read(book -> book.pushes().stream()
                    .mapToLong(push -> push.ground().lease())
                    .max()
                    .orElse(0));
            if (last > 0) {
                crew.lease().release(last);
            }
        }
    }

    /** One step; false: there is nothing to do now. */
    boolean advance() throws InterruptedException {
        Optional<Push> underWay = log.read(Book::underWay);
        if (underWay.isPresent()) {
            return step(underWay.get());
        }
        if (aftermath.settle()) {
            return true;
        }
        wayBack.catchUp();
        List<Push> queue = log.read(Book::queue);
        return !queue.isEmpty() && begin(queue);
    }

    /** The newest goes, and takes the others' changes along. */
    private boolean begin(List<Push> queue) throws InterruptedException {
        Push newest = queue.get(queue.size() - 1);
        if (!lease(newest)) {
            return false;
        }
        log.addAll(book -> overtaking(newest, queue));
        move(newest, Transitions.Result.DONE, "", false);
        return true;
    }

    private List<Fact> overtaking(Push newest, List<Push> queue) {
        List<Fact> facts = new ArrayList<>();
        Set<Request.Change> changes = new LinkedHashSet<>(newest.request().changes());
        for (int i = queue.size() - 2; i >= 0; i--) {
            changes.addAll(queue.get(i).request().changes());
        }
        if (queue.size() > 1) {
            facts.add(new Fact.Overtook(now(), newest.id(), List.copyOf(changes)));
        }
        for (Push older : queue.subList(0, queue.size() - 1)) {
            facts.add(new Fact.Moved(
                    now(), older.id(), PushState.OVERTAKEN, 0, "push " + newest.id() + " takes it along", false));
        }
        return facts;
    }

    private boolean lease(Push push) throws InterruptedException {
        FleetLease.Attempt attempt = crew.lease().acquire();
        if (attempt instanceof FleetLease.Wait wait) {
            waitsFor = wait.why();
            return false;
        }
        waitsFor = "";
        log.add(new Fact.Leased(now(), push.id(), ((FleetLease.Got) attempt).number()));
        return true;
    }

    private boolean step(Push push) throws InterruptedException {
        try {
            if (push.state() == PushState.DONE) {
                if (!lease(push)) {
                    return false;
                }
                stop(push, Vigil.wish(push.wish().orElseThrow()), false);
                return true;
            }
            // A deployer that was away finds out here that another took the fleet.
            crew.beat(push.ground().lease());
            if (push.state() == PushState.ROLLING_BACK) {
                String left = wayBack.rollBack(push);
                String reason = push.progress().reason();
                move(
                        push,
                        Transitions.Result.DONE,
                        left.isEmpty() ? reason : reason + "; " + left,
                        push.progress().harm());
            } else {
                if (push.wish().isPresent()) {
                    throw Stop.hindered(Vigil.wish(push.wish().get()));
                }
                act(push);
                move(push, Transitions.Result.DONE, "", false);
            }
        } catch (Stop stop) {
            if (stop.isTakenOver()) {
                log.add(new Fact.Moved(
                        now(), push.id(), PushState.TAKEN_OVER, push.progress().step(), stop.reason(), false));
                LOG.warn("Push {}: another deployer took the fleet: {}", push.id(), stop.reason());
            } else {
                stop(push, stop.reason(), stop.isHarm());
            }
        }
        return true;
    }

    private void act(Push push) throws Stop, InterruptedException {
        switch (push.state()) {
            case LOCKED -> acts.survey(push);
            case STAGING -> acts.stage(push);
            case PRECHECK -> {
                acts.verify(push);
                vigil.keep(
                        again(push),
                        Watch.Phase.BASELINE,
                        List.of(),
                        crew.plan().rhythm().baseline());
            }
            case CANARY, FULL -> acts.switchOver(push);
            case WATCH -> vigil.keep(push, Watch.Phase.SOME, acts.switched(push), planned(push));
            case WATCH_ALL -> {
                vigil.keep(push, Watch.Phase.ALL, push.ground().order(), planned(push));
                acts.prune(push);
            }
            case QUEUED, DONE, ROLLING_BACK, ROLLED_BACK, BLOCKED, OVERTAKEN, TAKEN_OVER ->
                throw new IllegalStateException("nothing is done in " + push.state());
        }
    }

    private Duration planned(Push push) {
        return crew.plan().steps().get(push.progress().step()).watch();
    }

    private Push again(Push push) {
        return log.read(book -> book.push(push.id())).orElse(push);
    }

    private void stop(Push push, String reason, boolean harm) throws InterruptedException {
        LOG.warn("Push {} of {} is rolled back: {}", push.id(), push.release().id(), reason);
        move(push, Transitions.Result.STOP, reason, harm);
    }

    private void move(Push push, Transitions.Result result, String reason, boolean harm) throws InterruptedException {
        Transitions.Place from =
                new Transitions.Place(push.state(), push.progress().step());
        Transitions.Place to =
                Transitions.after(from, result, crew.plan().steps().size());
        log.addAll(book -> {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact.Moved(now(), push.id(), to.state(), to.step(), reason, harm));
            if (harm && to.state() == PushState.ROLLING_BACK) {
                // What waits was built on what harmed: a person says that it may go.
                for (Push waiting : book.queue()) {
                    facts.add(new Fact.Paused(now(), waiting.id(), true, "deployer", "push " + push.id() + " harmed"));
                }
            }
            return facts;
        });
        LOG.info("Push {} of {}: {}", push.id(), push.release().id(), to.state().word());
        if (to.state().isOver() && to.state() != PushState.BLOCKED) {
            crew.lease().release(again(push).ground().lease());
        }
    }

    private long now() {
        return surroundings.time().epochMillis();
    }
}
