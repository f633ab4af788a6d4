package io.verdigrid.cli.run;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.TestResult;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * One JSON object a line for each event; docs/cli.md has their names, which stay.
 *
 * <p>Thread-safe: each line is whole.
 */
public final class JsonEvents implements BuildListener {
    private final PrintStream out;

    /** Writes to this stream. */
    public JsonEvents(PrintStream out) {
        this.out = out;
    }

    @Override
    public void preparing(String text) {
        event("preparing", json -> json.field("text", text));
    }

    @Override
    public void submitted(Build build) {
        event(
                "submitted",
                json -> json.field("build", build.getId())
                        .field("suite", build.getSpec().getSuite())
                        .field("revision", build.getSpec().getRevision())
                        .field("branch", build.getSpec().getBranch()));
    }

    @Override
    public void progress(Progress progress) {
        event("progress", json -> {
            json.field("status", Words.of(progress.getStatus()));
            json.field("done", progress.getDone());
            counts(json, progress.getCounts());
            json.field("retesting", progress.getRetesting())
                    .field("slotsBusy", progress.getSlotsBusy())
                    .field("slots", progress.getSlots())
                    .field("workers", progress.getWorkers())
                    .field("unitsQueued", progress.getUnitsQueued())
                    .field("unitsRunning", progress.getUnitsRunning())
                    .field("etaMs", progress.getEtaMs());
            json.name("running").array();
            progress.getRunningList().forEach(json::value);
            json.end();
        });
    }

    @Override
    public void result(TestResult result) {
        event("result", json -> {
            json.field("module", result.getModule())
                    .field("class", result.getTest().getClassName())
                    .field("name", result.getTest().getName())
                    .field("displayName", result.getTest().getDisplayName())
                    .field("uniqueId", result.getTest().getUniqueId())
                    .field("verdict", Words.of(result.getVerdict()));
            AttemptJson.fields(json, result.getAttempt());
        });
    }

    @Override
    public void notice(String text) {
        event("notice", json -> json.field("text", text));
    }

    @Override
    public void lost(String why) {
        event("connectionLost", json -> json.field("text", why));
    }

    @Override
    public void back() {
        event("connectionBack", json -> {});
    }

    @Override
    public void interrupted() {
        event("interrupted", json -> {});
    }

    /** The last line: how it ended, with the command's exit status and where reports are (empty: nowhere). */
    public void finish(Build build, int exitCode, String reports) {
        event("ended", json -> {
            BuildJson.fields(json, build);
            json.field("exitCode", exitCode).field("reports", reports);
        });
    }

    /** The last line where there is no build: what is wrong. */
    public void problem(String message, int exitCode) {
        event("problem", json -> json.field("text", message).field("exitCode", exitCode));
    }

    static void counts(JsonWriter json, Counts counts) {
        json.name("counts").object();
        json.field("planned", counts.getPlanned())
                .field("passed", counts.getPassed())
                .field("failed", counts.getFailed())
                .field("intermittent", counts.getIntermittent())
                .field("skipped", counts.getSkipped())
                .field("aborted", counts.getAborted())
                .field("timedOut", counts.getTimedOut())
                .field("crashed", counts.getCrashed())
                .field("lost", counts.getLost())
                .field("notRun", counts.getNotRun());
        json.end();
    }

    private void event(String name, Consumer<JsonWriter> fields) {
        StringBuilder line = new StringBuilder();
        JsonWriter json = JsonWriter.oneLine(line);
        json.object().field("event", name);
        fields.accept(json);
        json.end();
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
