package io.verdigrid.coordinator.telling;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues of a Jira project (REST API v2). The mark is a label, by which the issue is found. It is closed and opened by the first
 * transition of its workflow into a status of category "done", or of another one.
 */
final class JiraTracker implements Tracker {
    private static final String API = "/rest/api/2";
    private static final int SUMMARY = 250;

    private final Rest rest;
    private final String project;
    private final String type;

    JiraTracker(Rest rest, String project, String type) {
        this.rest = rest;
        this.project = project;
        this.type = type;
    }

    @Override
    public Optional<String> find(Ticket ticket) throws SinkFailure, InterruptedException {
        String jql = "project = \"" + project + "\" AND labels = \"" + label(ticket) + "\"";
        JsonNode found = rest.get(API + "/search?fields=labels&maxResults=1&jql=" + Rest.encoded(jql));
        JsonNode issues = found.path("issues");
        return issues.isEmpty() ? Optional.empty() : Optional.of(rest.needed(issues.get(0), "key"));
    }

    @Override
    public String create(Ticket ticket) throws SinkFailure, InterruptedException {
        ObjectNode body = Rest.object();
        ObjectNode fields = body.putObject("fields");
        fields.putObject("project").put("key", project);
        fields.putObject("issuetype").put("name", type);
        String title = ticket.title();
        fields.put("summary", title.substring(0, Math.min(SUMMARY, title.length())));
        fields.put("description", ticket.text());
        fields.putArray("labels").add("verdigrid").add(label(ticket));
        return rest.needed(rest.send("POST", API + "/issue", body), "key");
    }

    @Override
    public void update(String reference, Ticket ticket) throws SinkFailure, InterruptedException {
        String issue = API + "/issue/" + Rest.encoded(reference);
        ObjectNode body = Rest.object();
        body.putObject("fields").put("description", ticket.text());
        rest.send("PUT", issue, body);
        JsonNode status = rest.get(issue + "?fields=status").path("fields").path("status");
        if (isDone(status) == !ticket.open()) {
            return;
        }
        for (JsonNode transition : rest.get(issue + "/transitions").path("transitions")) {
            if (isDone(transition.path("to")) == !ticket.open()) {
                ObjectNode go = Rest.object();
                go.putObject("transition").put("id", rest.needed(transition, "id"));
                rest.send("POST", issue + "/transitions", go);
                return;
            }
        }
    }

    private static boolean isDone(JsonNode status) {
        return status.path("statusCategory")
                .path("key")
                .asString("")
                .toLowerCase(Locale.ROOT)
                .equals("done");
    }

    /** Labels have no blanks. */
    private static String label(Ticket ticket) {
        return ticket.mark().replace(':', '.');
    }
}
