package io.verdigrid.cli.run;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.build.v1.Build;

/** A build as JSON fields: the same in events, lists and summary.json. */
public final class BuildJson {
    private BuildJson() {}

    /** Adds them to the object that is open. */
    public static void fields(JsonWriter json, Build build) {
        json.field("build", build.getId())
                .field("suite", build.getSpec().getSuite())
                .field("revision", build.getSpec().getRevision())
                .field("branch", build.getSpec().getBranch())
                .field("status", Words.of(build.getStatus()))
                .field("reason", build.getReason())
                .field("badInput", build.getBadInput())
                .field("submittedAtMs", build.getSubmittedAtMs())
                .field("firstTestAtMs", build.getFirstTestAtMs())
                .field("endedAtMs", build.getEndedAtMs());
        json.name("warnings").array();
        build.getWarningsList()
                .forEach(warning -> json.object()
                        .field("module", warning.getModule())
                        .field("text", warning.getText())
                        .end());
        json.end();
        JsonEvents.counts(json, build.getCounts());
        AccountJson.fields(json, build.getAccount());
    }
}
