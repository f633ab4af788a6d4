package io.verdigrid.deployer.rollout;

import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Watches the fleet for a time, looking again and again, and listens to people meanwhile. */
final class Vigil {
    /** In the time in which a silent deployer keeps the fleet. */
    private static final int BEATS = 8;

    private final Crew crew;
    private final PushLog log;
    private final Surroundings surroundings;

    Vigil(Crew crew, PushLog log, Surroundings surroundings) {
        this.crew = crew;
        this.log = log;
        this.surroundings = surroundings;
    }

    /** Returns when the time is over and the push is not paused; throws a Stop for harm, or where a person wants it. */
    void keep(Push push, Watch.Phase phase, List<String> switched, Duration planned) throws Stop, InterruptedException {
        List<String> control = new ArrayList<>(push.ground().order());
        control.removeAll(switched);
        if (phase == Watch.Phase.BASELINE) {
            // A host that runs nothing yet has nothing to be well.
            control.removeIf(host -> push.ground().from().getOrDefault(host, "").isEmpty());
        }
        TimeSource time = surroundings.time();
        // Looks may follow each other faster than all hosts can be told that the deployer lives.
        Duration beat = crew.plan().rhythm().lease().dividedBy(BEATS);
        Duration beaten = Duration.ofNanos(-1);
        long began = time.nanos();
        Duration spent = Duration.ZERO;
        while (true) {
            boolean paused = heard(push);
            if (beaten.isNegative() || spentWatching(began).minus(beaten).compareTo(beat) >= 0) {
                beaten = spentWatching(began);
                crew.beat(push.ground().lease());
            }
            Watch.Look look = surroundings
                    .watch()
                    .look(new Watch.View(
                            push.id(), push.release().id(), phase, there(switched), there(control), spent, planned));
            if (look.harm().isPresent()) {
                throw phase == Watch.Phase.BASELINE
                        ? Stop.hindered("the fleet is not well before anything is switched: "
                                + look.harm().get())
                        : Stop.harm(look.harm().get());
            }
            Duration left = planned.minus(spent);
            if (!paused && (left.isNegative() || left.isZero())) {
                return;
            }
            Duration rhythm = crew.plan().rhythm().look();
            long before = time.nanos();
            surroundings.waiting().await(paused || rhythm.compareTo(left) < 0 ? rhythm : left);
            if (!paused) {
                spent = spent.plusNanos(time.nanos() - before);
            }
        }
    }

    private Duration spentWatching(long began) {
        return Duration.ofNanos(surroundings.time().nanos() - began);
    }

    /** Whether it is paused; throws a Stop where a person wants it undone. */
    private boolean heard(Push push) throws Stop {
        Push now = log.read(book -> book.push(push.id())).orElse(push);
        Optional<Push.Wish> wish = now.wish();
        if (wish.isPresent()) {
            throw Stop.hindered(wish(wish.get()));
        }
        return now.paused();
    }

    static String wish(Push.Wish wish) {
        return "stopped by " + wish.by() + (wish.reason().isEmpty() ? "" : ": " + wish.reason());
    }

    private List<String> there(List<String> hosts) {
        var missed = log.read(Book::missed);
        return hosts.stream().filter(host -> !missed.containsKey(host)).toList();
    }
}
