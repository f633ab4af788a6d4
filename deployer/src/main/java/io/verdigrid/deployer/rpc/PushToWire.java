package io.verdigrid.deployer.rpc;

import io.verdigrid.deployer.rollout.Push;
import io.verdigrid.deployer.rollout.Request;
import io.verdigrid.protocol.push.v1.Change;
import io.verdigrid.protocol.push.v1.HostBefore;

/** Pushes as messages. */
record PushToWire(int steps) {
    io.verdigrid.protocol.push.v1.Push push(Push push) {
        Push.Progress progress = push.progress();
        Request request = push.request();
        io.verdigrid.protocol.push.v1.Push.Builder message = io.verdigrid.protocol.push.v1.Push.newBuilder()
                .setId(push.id())
                .setRelease(push.release().id())
                .setRevision(push.release().revision())
                .setArtifactDigest(push.release().digest().hex())
                .setState(push.state().word())
                .setStep(progress.step() + 1)
                .setSteps(steps)
                .setReason(progress.reason())
                .setHarm(progress.harm())
                .setPaused(push.paused())
                .setUndoAsked(push.wish().isPresent())
                .setBy(request.by())
                .setAskedReason(request.reason())
                .setEmergency(request.words().contains(Request.Word.EMERGENCY))
                .setBuild(request.build())
                .setQueuedAtMs(progress.queuedAtMs())
                .setChangedAtMs(progress.changedAtMs());
        request.changes()
                .forEach(change -> message.addChanges(
                        Change.newBuilder().setRevision(change.revision()).setAuthor(change.author())));
        push.ground()
                .order()
                .forEach(host -> message.addHosts(HostBefore.newBuilder()
                        .setHost(host)
                        .setRelease(push.ground().from().getOrDefault(host, ""))));
        return message.build();
    }
}
