package io.verdigrid.coordinator.telling;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Issues of a GitLab project (REST API v4), found in the list of those with our label. */
final class GitLabTracker implements Tracker {
    private static final String LABEL = "verdigrid";
    private static final int PAGE = 100;
    private static final int PAGES = 50;

    private final Rest rest;
    private final String issues;

    /**
     * Of a project.
     *
     * @param project its number or {@code group/name}
     */
    GitLabTracker(Rest rest, String project) {
        this.rest = rest;
        this.issues = "/projects/" + Rest.encoded(project) + "/issues";
    }

    @Override
    public Optional<String> find(Ticket ticket) throws SinkFailure, InterruptedException {
        for (int page = 1; page <= PAGES; page++) {
            JsonNode list = rest.get(issues + "?labels=" + LABEL + "&per_page=" + PAGE + "&page=" + page);
            for (JsonNode issue : list) {
                if (issue.path("description").asString("").contains(ticket.mark())) {
                    return Optional.of(rest.needed(issue, "iid"));
                }
            }
            if (list.size() < PAGE) {
                break;
            }
        }
        return Optional.empty();
    }

    @Override
    public String create(Ticket ticket) throws SinkFailure, InterruptedException {
        ObjectNode body = Rest.object()
                .put("title", ticket.title())
                .put("description", ticket.text())
                .put("labels", LABEL);
        return rest.needed(rest.send("POST", issues, body), "iid");
    }

    @Override
    public void update(String reference, Ticket ticket) throws SinkFailure, InterruptedException {
        ObjectNode body =
                Rest.object().put("description", ticket.text()).put("state_event", ticket.open() ? "reopen" : "close");
        rest.send("PUT", issues + "/" + Rest.encoded(reference), body);
    }
}
