package io.verdigrid.cli.push;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.push.v1.Host;
import io.verdigrid.protocol.push.v1.Push;
import java.util.List;

/** Pushes and fleets for programs. */
public final class PushJson {
    private PushJson() {}

    /** An array of pushes. */
    public static void pushes(JsonWriter out, List<Push> pushes) {
        out.array();
        for (Push push : pushes) {
            out.object()
                    .field("push", push.getId())
                    .field("release", push.getRelease())
                    .field("revision", push.getRevision())
                    .field("artifact", push.getArtifactDigest())
                    .field("state", push.getState())
                    .field("step", push.getStep())
                    .field("steps", push.getSteps())
                    .field("reason", push.getReason())
                    .field("harm", push.getHarm())
                    .field("paused", push.getPaused())
                    .field("by", push.getBy())
                    .field("askedReason", push.getAskedReason())
                    .field("emergency", push.getEmergency())
                    .field("build", push.getBuild())
                    .field("queuedAtMs", push.getQueuedAtMs())
                    .field("changedAtMs", push.getChangedAtMs());
            out.name("changes").array();
            push.getChangesList()
                    .forEach(change -> out.object()
                            .field("revision", change.getRevision())
                            .field("author", change.getAuthor())
                            .end());
            out.end().end();
        }
        out.end();
    }

    /** An array of hosts. */
    public static void fleet(JsonWriter out, List<Host> hosts) {
        out.array();
        for (Host host : hosts) {
            out.object()
                    .field("host", host.getName())
                    .field("current", host.getCurrent())
                    .field("holder", host.getHolder())
                    .field("problem", host.getProblem())
                    .field("missed", host.getMissed());
            out.name("releases").array();
            host.getReleasesList().forEach(out::value);
            out.end().end();
        }
        out.end();
    }
}
