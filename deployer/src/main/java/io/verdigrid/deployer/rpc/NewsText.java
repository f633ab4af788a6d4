package io.verdigrid.deployer.rpc;

import io.verdigrid.deployer.rollout.Push;
import io.verdigrid.deployer.rollout.PushState;
import io.verdigrid.deployer.rollout.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The end of a push in words, for people who read mail. */
record NewsText(String fleet, Push push) {
    private static final int LONGEST_TITLE = 500;
    private static final int MOST_CHANGES = 200;
    private static final int LONGEST_REASON = 5_000;
    private static final int LONGEST_TEXT = 20_000;

    String title() {
        String name = fleet + ": " + push.release().id();
        int hosts = push.ground().order().size();
        String title = push.state() == PushState.DONE
                ? name + " is live on " + hosts + (hosts == 1 ? " host" : " hosts")
                : "rollback of " + name + ": " + reason();
        return cut(plain(title), LONGEST_TITLE);
    }

    private String reason() {
        String reason = push.progress().reason();
        return reason.isEmpty() ? "no reason is known" : reason;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        boolean done = push.state() == PushState.DONE;
        if (!done) {
            lines.add(
                    push.progress().harm()
                            ? "It did harm, and was rolled back by itself: " + cut(reason(), LONGEST_REASON)
                            : "It is not live: " + cut(reason(), LONGEST_REASON));
            lines.add("");
        }
        Request request = push.request();
        lines.add("Push " + push.id() + " by " + request.by()
                + (request.reason().isEmpty() ? "" : ": " + request.reason()));
        if (request.words().contains(Request.Word.EMERGENCY)) {
            lines.add("EMERGENCY: it has no green certificate");
        } else if (!request.build().isEmpty()) {
            lines.add("Green build " + request.build());
        }
        before().forEach((release, hosts) -> lines.add((done ? "Before it: " : "Live again: ")
                + (release.isEmpty() ? "nothing" : release) + " on " + hosts + (hosts == 1 ? " host" : " hosts")));
        lines.add("");
        List<Request.Change> changes = request.changes();
        lines.add(changes.isEmpty() ? "Its changes are not known" : "Changes, newest first:");
        changes.stream()
                .limit(MOST_CHANGES)
                .forEach(change -> lines.add(
                        "  " + change.revision() + (change.author().isEmpty() ? "" : "  " + change.author())));
        if (changes.size() > MOST_CHANGES) {
            lines.add("  and " + (changes.size() - MOST_CHANGES) + " more");
        }
        lines.add("");
        lines.add("verdigrid push status " + push.id());
        return cut(String.join("\n", lines.stream().map(NewsText::plain).toList()), LONGEST_TEXT);
    }

    private TreeMap<String, Integer> before() {
        TreeMap<String, Integer> before = new TreeMap<>();
        for (String host : push.ground().order()) {
            before.merge(push.ground().from().getOrDefault(host, ""), 1, Integer::sum);
        }
        return before;
    }

    /** One line: what a hook printed may be in it. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
