package io.verdigrid.cli.run;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.build.v1.Account;
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
        account(json, build.getAccount());
    }

    private static void account(JsonWriter json, Account account) {
        json.name("account").object();
        json.field("makespanMs", account.getMakespanMs())
                .field("lowerBoundMs", account.getLowerBoundMs())
                .field("efficiency", efficiency(account))
                .field("slotTimeMs", account.getSlotTimeMs())
                .field("slots", account.getSlots())
                .field("units", account.getUnits())
                .field("unitsWithHistory", account.getUnitsWithHistory())
                .field("retests", account.getRetests())
                .field("runnersStarted", account.getRunnersStarted());
        json.name("slowest").array();
        account.getSlowestList()
                .forEach(unit -> json.object()
                        .field("module", unit.getModule())
                        .field("class", unit.getClassName())
                        .field("slotTimeMs", unit.getSlotTimeMs())
                        .field("tests", unit.getTests())
                        .end());
        json.end().end();
    }

    /** Lower bound by makespan, 0 to 1. */
    static double efficiency(Account account) {
        return account.getMakespanMs() <= 0
                ? 0
                : Math.min(1, (double) account.getLowerBoundMs() / account.getMakespanMs());
    }
}
