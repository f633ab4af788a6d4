package io.verdigrid.coordinator.telling;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues of a GitHub repository (REST API, version 2022-11-28). Issues are found in the list of those with our label, which, unlike
 * the search, knows at once what was made.
 */
final class GitHubTracker implements Tracker {
    private static final String LABEL = "verdigrid";
    private static final int PAGE = 100;
    private static final int PAGES = 50;

    private final Rest rest;
    private final String issues;

    /**
     * Of a repository.
     *
     * @param repository {@code owner/name}
     */
    GitHubTracker(Rest rest, String repository) {
        this.rest = rest;
        this.issues = "/repos/" + repository + "/issues";
    }

    @Override
    public Optional<String> find(Ticket ticket) throws SinkFailure, InterruptedException {
        for (int page = 1; page <= PAGES; page++) {
            JsonNode list = rest.get(issues + "?state=all&labels=" + LABEL + "&per_page=" + PAGE + "&page=" + page);
            for (JsonNode issue : list) {
                if (issue.path("body").asString("").contains(ticket.mark())) {
                    return Optional.of(rest.needed(issue, "number"));
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
        ObjectNode body = Rest.object().put("title", ticket.title()).put("body", ticket.text());
        body.putArray("labels").add(LABEL);
        return rest.needed(rest.send("POST", issues, body), "number");
    }

    @Override
    public void update(String reference, Ticket ticket) throws SinkFailure, InterruptedException {
        ObjectNode body = Rest.object().put("body", ticket.text()).put("state", ticket.open() ? "open" : "closed");
        rest.send("PATCH", issues + "/" + Rest.encoded(reference), body);
    }
}
