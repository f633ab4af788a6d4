package io.verdigrid.coordinator.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who watches which build. Thread-safe. Nothing here is kept: what must not be missed is in the store. */
final class BuildWatchers {
    private static final int NOTICES_KEPT = 16;

    private final Map<String, CopyOnWriteArrayList<BuildListener>> listeners = new ConcurrentHashMap<>();
    private final Map<String, RecentAttempts> recent = new ConcurrentHashMap<>();
    private final Map<String, ArrayDeque<String>> notices = new ConcurrentHashMap<>();

    /** Adds a listener, which is told the build's last notices at once. */
    Runnable add(String buildId, BuildListener listener) {
        listeners.compute(buildId, (id, present) -> {
            CopyOnWriteArrayList<BuildListener> list = present == null ? new CopyOnWriteArrayList<>() : present;
            list.add(listener);
            recent.computeIfAbsent(buildId, watched -> new RecentAttempts());
            return list;
        });
        recentNotices(buildId).forEach(listener::notice);
        return () -> remove(buildId, listener);
    }

    private void remove(String buildId, BuildListener listener) {
        listeners.computeIfPresent(buildId, (id, list) -> {
            list.remove(listener);
            if (list.isEmpty()) {
                recent.remove(buildId);
                return null;
            }
            return list;
        });
    }

    /** The builds that somebody watches. */
    Set<String> watched() {
        return listeners.keySet();
    }

    void each(String buildId, Consumer<BuildListener> what) {
        CopyOnWriteArrayList<BuildListener> list = listeners.get(buildId);
        if (list != null) {
            list.forEach(what);
        }
    }

    /** The newest attempts of a build that somebody watches; null: nobody does. */
    @Nullable
    RecentAttempts recent(String buildId) {
        return recent.get(buildId);
    }

    void notice(String buildId, String text) {
        notices.compute(buildId, (id, present) -> {
            ArrayDeque<String> texts = present == null ? new ArrayDeque<>() : present;
            if (texts.size() == NOTICES_KEPT) {
                texts.removeFirst();
            }
            texts.add(text);
            return texts;
        });
        each(buildId, listener -> listener.notice(text));
    }

    private List<String> recentNotices(String buildId) {
        List<String> recent = new CopyOnWriteArrayList<>();
        notices.computeIfPresent(buildId, (id, texts) -> {
            recent.addAll(texts);
            return texts;
        });
        return recent;
    }

    /** The build has ended in the store. */
    void ended(String buildId) {
        notices.remove(buildId);
        each(buildId, BuildListener::ended);
    }
}
