package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Announcement;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it is told, and fails as often as it is to. Thread-safe. */
final class Letters implements Sink {
    private final String name;
    private final List<Message> taken = new ArrayList<>();
    private final List<SinkFailure> failing = new ArrayList<>();
    private int tries;

    Letters(String name) {
        this.name = name;
    }

    synchronized Letters failing(int times, boolean permanent) {
        for (int i = 0; i < times; i++) {
            failing.add(new SinkFailure("out of order", permanent, null));
        }
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean wants(Announcement announcement) {
        return announcement.kind() != Announcement.Kind.BUILD_ENDED;
    }

    @Override
    public synchronized void tell(Message message) throws SinkFailure {
        tries++;
        notifyAll();
        if (!failing.isEmpty()) {
            throw failing.remove(0);
        }
        taken.add(message);
    }

    synchronized void awaitTries(int count) throws InterruptedException {
        while (tries < count) {
            wait();
        }
    }

    synchronized List<String> titles() {
        return taken.stream().map(Message::title).toList();
    }

    synchronized List<Message> taken() {
        return List.copyOf(taken);
    }
}
