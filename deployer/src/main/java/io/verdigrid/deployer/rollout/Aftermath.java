package io.verdigrid.deployer.rollout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left to do when a push is over: the trunk is blocked for harm, and people are told. Who does not answer is asked again
 * for a day, between pushes.
 */
final class Aftermath {
    private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

    /** What is older is no reason to block the trunk now, and no news. */
    private static final Duration STILL_NEWS = Duration.ofDays(1);

    private final PushLog log;
    private final Surroundings surroundings;

    Aftermath(PushLog log, Surroundings surroundings) {
        this.log = log;
        this.surroundings = surroundings;
    }

    /** One thing of what is left; false: nothing is, or who is to be told does not answer. */
    boolean settle() throws InterruptedException {
        long since = now() - STILL_NEWS.toMillis();
        Optional<Push> harmed = log.read(book -> book.unblocked(since));
        Optional<Gate> gate = surroundings.listeners().gate();
        if (harmed.isPresent() && gate.isPresent() && block(harmed.get(), gate.get())) {
            return true;
        }
        Optional<News> news = log.read(book -> book.untold(since));
        Optional<Announcer> announcer = surroundings.listeners().announcer();
        return news.isPresent() && announcer.isPresent() && tell(news.get(), announcer.get());
    }

    private boolean block(Push push, Gate gate) throws InterruptedException {
        Push.Progress progress = push.progress();
        try {
            gate.block("push-" + push.id(), push, progress.reason());
        } catch (IOException e) {
            LOG.warn("The trunk cannot be blocked for push {}: {}", push.id(), e.getMessage());
            return false;
        }
        log.addAll(book ->
                List.of(new Fact.Moved(now(), push.id(), PushState.BLOCKED, progress.step(), progress.reason(), true)));
        LOG.info(
                "Push {} of {}: the trunk is blocked", push.id(), push.release().id());
        return true;
    }

    private boolean tell(News news, Announcer announcer) throws InterruptedException {
        try {
            announcer.announce(news);
        } catch (IOException e) {
            LOG.warn("Nobody could be told of push {}: {}", news.push().id(), e.getMessage());
            return false;
        }
        log.add(new Fact.Announced(now(), news.number()));
        return true;
    }

    private long now() {
        return surroundings.time().epochMillis();
    }
}
