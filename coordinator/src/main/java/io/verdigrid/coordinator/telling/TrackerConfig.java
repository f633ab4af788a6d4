package io.verdigrid.coordinator.telling;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which tracker gets issues. Holds a secret: it is printed nowhere.
 *
 * @param url of the API, without a slash at its end
 * @param user of Jira's cloud, whose tokens go with a mail address; empty elsewhere
 * @param type of Jira's issues
 */
record TrackerConfig(Kind kind, String url, String project, String user, String token, String type) {
    /** The trackers that can be spoken to. */
    enum Kind {
        GITHUB("https://api.github.com"),
        GITLAB("https://gitlab.com/api/v4"),
        /** Has no usual address. */
        JIRA("");

        private final String usualUrl;

        Kind(String usualUrl) {
            this.usualUrl = usualUrl;
        }

        String usualUrl() {
            return usualUrl;
        }

        static Optional<Kind> of(String word) {
            return Stream.of(values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    Tracker open(HttpClient client) {
        return switch (kind) {
            case GITHUB ->
                new GitHubTracker(
                        new Rest(
                                url,
                                Map.of("Authorization", "Bearer " + token, "X-GitHub-Api-Version", "2022-11-28"),
                                client),
                        project);
            case GITLAB -> new GitLabTracker(new Rest(url, Map.of("PRIVATE-TOKEN", token), client), project);
            case JIRA ->
                new JiraTracker(new Rest(url, Map.of("Authorization", jiraAuthorization()), client), project, type);
        };
    }

    private String jiraAuthorization() {
        byte[] both = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
        return user.isEmpty()
                ? "Bearer " + token
                : "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String toString() {
        return kind + " " + project + " at " + url;
    }
}
