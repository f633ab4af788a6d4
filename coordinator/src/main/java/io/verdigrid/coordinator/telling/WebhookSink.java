package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Announcement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts messages as JSON: of our own, or as Slack's incoming webhooks take it (https://api.slack.com/messaging/webhooks). The
 * header {@code Idempotency-Key} is the same however often a message is sent.
 */
final class WebhookSink implements Sink {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A client's fault that may pass: too early, too much, too slow. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private static final int SLACK_CHARACTERS = 3_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final TellingConfig.Webhook config;
    private final HttpClient client;

    WebhookSink(TellingConfig.Webhook config, HttpClient client) {
        this.config = config;
        this.client = client;
    }

    @Override
    public String name() {
        return "webhook:" + config.name();
    }

    @Override
    public boolean wants(Announcement announcement) {
        return config.events().contains(Message.event(announcement.kind()));
    }

    @Override
    public void tell(Message message) throws SinkFailure, InterruptedException {
        String body = config.format() == TellingConfig.Format.SLACK ? slack(message) : json(message);
        HttpRequest request = HttpRequest.newBuilder(URI.create(config.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "verdigrid")
                .header("Idempotency-Key", message.key())
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        int status;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            // The address may be the secret, so that only what kind of failure it was is said.
            throw new SinkFailure("does not answer: " + e.getClass().getSimpleName(), false, null);
        }
        if (status >= 300) {
            boolean permanent = status < 500 && !PASSING.contains(status);
            throw new SinkFailure("answers with HTTP status " + status, permanent, null);
        }
    }

    private static String json(Message message) {
        ObjectNode json = JSON.createObjectNode();
        json.put("event", message.event())
                .put("key", message.key())
                .put("atMs", message.about().atMs())
                .put("suite", message.about().place().suite())
                .put("branch", message.about().place().branch())
                .put("build", message.about().place().buildId())
                .put("reason", message.about().reason())
                .put("by", message.about().by())
                .put("link", message.link())
                .put("title", message.title())
                .put("text", message.text());
        ArrayNode authors = json.putArray("authors");
        message.about().told().authors().forEach(authors::add);
        ArrayNode tests = json.putArray("tests");
        for (RedTest.Words test : message.tests()) {
            tests.addObject()
                    .put("module", test.module())
                    .put("name", test.name())
                    .put("verdict", test.verdict())
                    .put("failure", test.failure())
                    .put("output", test.output());
        }
        return JSON.writeValueAsString(json);
    }

    private static String slack(Message message) {
        String title = escaped(message.title());
        String head =
                message.link().isEmpty() ? "*" + title + "*" : "*<" + escaped(message.link()) + "|" + title + ">*";
        StringBuilder text = new StringBuilder(head);
        for (RedTest.Words test : message.tests()) {
            String line = "\n• `" + escaped(test.name()) + "` " + escaped(test.failure());
            if (text.length() + line.length() > SLACK_CHARACTERS) {
                text.append("\n…");
                break;
            }
            text.append(line);
        }
        if (!message.about().by().isEmpty()) {
            text.append("\nby ").append(escaped(message.about().by()));
        }
        return JSON.writeValueAsString(JSON.createObjectNode().put("text", text.toString()));
    }

    /** What means something in Slack's text. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("`", "'");
    }
}
