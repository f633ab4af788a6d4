package io.verdigrid.runner.discovery;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.EngineDiscoveryResult;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Hears what engines tell about discovery. JUnit's listener is an abstract class in 1.7 and an interface from 1.8 on: one
 * class cannot be both, so newer platforms get a proxy.
 */
public final class NoteTaker implements InvocationHandler {
    private final DiscoveryNotes notes;

    private NoteTaker(DiscoveryNotes notes) {
        this.notes = notes;
    }

    /** Has notes taken of the request's discovery. */
    public static DiscoveryNotes listen(LauncherDiscoveryRequestBuilder request) {
        DiscoveryNotes notes = new DiscoveryNotes();
        Class<?> type = LauncherDiscoveryListener.class;
        LauncherDiscoveryListener listener;
        if (type.isInterface()) {
            Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new NoteTaker(notes));
            listener = (LauncherDiscoveryListener) proxy;
        } else {
            listener = new Floor(notes);
        }
        request.listeners(listener);
        return notes;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        String name = method.getName();
        if (name.equals("selectorProcessed")) {
            notes.selectorProcessed(
                    (UniqueId) arguments[0], (DiscoverySelector) arguments[1], (SelectorResolutionResult) arguments[2]);
        } else if (name.equals("engineDiscoveryFinished")) {
            notes.engineFinished((UniqueId) arguments[0], (EngineDiscoveryResult) arguments[1]);
        } else if (name.equals("issueEncountered")) {
            notes.issue((UniqueId) arguments[0], arguments[1]);
        } else if (name.equals("equals")) {
            return proxy == arguments[0];
        } else if (name.equals("hashCode")) {
            return System.identityHashCode(proxy);
        } else if (name.equals("toString")) {
            return "verdigrid's note taker";
        }
        return null;
    }

    /** For JUnit Platform 1.7. */
    private static final class Floor extends LauncherDiscoveryListener {
        private final DiscoveryNotes notes;

        Floor(DiscoveryNotes notes) {
            this.notes = notes;
        }

        @Override
        public void selectorProcessed(UniqueId engineId, DiscoverySelector selector, SelectorResolutionResult result) {
            notes.selectorProcessed(engineId, selector, result);
        }

        @Override
        public void engineDiscoveryFinished(UniqueId engineId, EngineDiscoveryResult result) {
            notes.engineFinished(engineId, result);
        }
    }
}
