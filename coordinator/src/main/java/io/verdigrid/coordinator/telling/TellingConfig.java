package io.verdigrid.coordinator.telling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, and how. Holds secrets: it is printed nowhere.
 *
 * @param link of which a build's id makes the address of its page; empty: there are no pages
 */
public record TellingConfig(String link, Optional<Mail> mail, List<Webhook> webhooks, Optional<TrackerConfig> tracker) {
    /** What can be told of. */
    static final Set<String> EVENTS = Set.of("red", "blocked", "opened", "released", "rolled-back");

    /** Nobody is told anything. */
    public static final TellingConfig NOBODY = new TellingConfig("", Optional.empty(), List.of(), Optional.empty());

    /** Copies its list. */
    public TellingConfig {
        webhooks = List.copyOf(webhooks);
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "telling by " + (mail.isPresent() ? "mail and " : "") + webhooks.size() + " webhooks";
    }

    /**
     * Who is sent mails, and by which server.
     *
     * @param user empty: nobody logs in
     * @param to are sent every mail
     * @param authors those of a red build or of a release are sent its mail
     */
    record Mail(
            Server server,
            String user,
            String password,
            String from,
            List<String> to,
            boolean authors,
            Set<String> events) {
        Mail {
            to = List.copyOf(to);
            events = Set.copyOf(events);
        }

        String host() {
            return server.host();
        }

        int port() {
            return server.port();
        }

        boolean startTls() {
            return server.startTls();
        }

        @Nullable
        SSLSocketFactory trusting() {
            return server.trusting();
        }

        @Override
        public String toString() {
            return "mail by " + host();
        }
    }

    /**
     * Where mails go.
     *
     * @param startTls the server must speak TLS, else nothing is sent
     * @param trusting trusts the server's certificate; null: what the JDK trusts
     */
    record Server(
            String host,
            int port,
            boolean startTls,
            @Nullable SSLSocketFactory trusting) {}

    /** How a webhook wants to be told. */
    enum Format {
        JSON,
        SLACK
    }

    /** An address that messages are posted to, which may be a secret. */
    record Webhook(String name, String url, Format format, Set<String> events) {
        Webhook {
            events = Set.copyOf(events);
        }

        @Override
        public String toString() {
            return "webhook " + name;
        }
    }
}
