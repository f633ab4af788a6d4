package io.verdigrid.cli.push;

import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.protocol.push.v1.Change;
import io.verdigrid.protocol.push.v1.Host;
import io.verdigrid.protocol.push.v1.Push;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Pushes and fleets for people. */
public final class PushText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private PushText() {}

    /** A line for each push. */
    public static Table history(List<Push> pushes) {
        Table table = new Table(
                Column.right("PUSH"),
                Column.left("RELEASE"),
                Column.left("STATE"),
                Column.left("SINCE"),
                Column.left("BY"),
                Column.left("BUILD"),
                Column.elastic("WHY"));
        for (Push push : pushes) {
            table.row(
                    Long.toString(push.getId()),
                    push.getRelease(),
                    state(push),
                    TIME.format(Instant.ofEpochMilli(push.getChangedAtMs()).atZone(ZoneId.systemDefault())),
                    push.getBy(),
                    push.getEmergency() ? "EMERGENCY" : push.getBuild(),
                    push.getReason().isEmpty() ? push.getAskedReason() : push.getReason());
        }
        return table;
    }

    /** Its state, and what is special about it. */
    public static String state(Push push) {
        boolean stepped = push.getSteps() > 2
                && (push.getState().equals("CANARY") || push.getState().equals("WATCH"));
        return push.getState()
                + (stepped ? " " + push.getStep() + "/" + push.getSteps() : "")
                + (push.getPaused() ? " (paused)" : "")
                + (push.getUndoAsked() ? " (to be undone)" : "");
    }

    /** All about one. */
    public static String detail(Push push, long nowMs) {
        StringBuilder text = new StringBuilder();
        text.append("Push ").append(push.getId()).append(" of ").append(push.getRelease());
        text.append(" is ").append(state(push)).append(" since ");
        text.append(HumanTime.clock(Math.max(0, nowMs - push.getChangedAtMs()) / 1000))
                .append(".\n");
        line(text, "why", push.getReason());
        line(text, "revision", push.getRevision());
        line(text, "artifact", push.getArtifactDigest());
        line(text, "by", push.getBy());
        line(text, push.getEmergency() ? "EMERGENCY" : "reason", push.getAskedReason());
        line(text, "build", push.getBuild());
        for (Change change : push.getChangesList()) {
            line(
                    text,
                    "change",
                    change.getRevision() + (change.getAuthor().isEmpty() ? "" : " by " + change.getAuthor()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String title, String value) {
        if (!value.isEmpty()) {
            text.append("  ").append(title).append(": ").append(value).append('\n');
        }
    }

    /** A line for each host. */
    public static Table fleet(List<Host> hosts) {
        Table table = new Table(
                Column.left("HOST"),
                Column.left("CURRENT"),
                Column.left("HELD BY"),
                Column.left("PROBLEM"),
                Column.elastic("RELEASES"));
        for (Host host : hosts) {
            table.row(
                    host.getName(),
                    host.getCurrent().isEmpty() ? "-" : host.getCurrent(),
                    host.getHolder().isEmpty() ? "-" : host.getHolder(),
                    host.getProblem().isEmpty() ? host.getMissed() : host.getProblem(),
                    String.join(" ", host.getReleasesList()));
        }
        return table;
    }
}
