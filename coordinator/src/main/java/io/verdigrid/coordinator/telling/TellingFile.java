package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.telling.TellingConfig.Format;
import io.verdigrid.coordinator.telling.TellingConfig.Mail;
import io.verdigrid.coordinator.telling.TellingConfig.Server;
import io.verdigrid.coordinator.telling.TellingConfig.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the file that says who is told: YAML, see docs/telling.md. */
public final class TellingFile {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"()\\p{Cntrl}]+@[^\\s@<>,;:\"()\\p{Cntrl}]+");

    private TellingFile() {}

    /**
     * What the file says.
     *
     * @param environment in which secrets may be
     * @throws IllegalArgumentException that names all that is wrong, a line each, without a secret
     */
    public static TellingConfig read(Path file, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Path folder = file.toAbsolutePath().getParent();
        Section root = new Section(
                new Section.Ground(folder == null ? file : folder, environment, problems), "", parsed(file));
        String link = root.text("link", "");
        if (!link.isEmpty() && !isWeb(link)) {
            root.problem("link", "'" + link + "' is no address: wanted http:// or https://");
        }
        Optional<Mail> mail = root.section("mail").map(TellingFile::mail);
        List<Webhook> webhooks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections("webhooks")) {
            Webhook webhook = webhook(section);
            if (!names.add(webhook.name())) {
                section.problem("name", "'" + webhook.name() + "' stands twice");
            }
            webhooks.add(webhook);
        }
        Optional<TrackerConfig> tracker = root.section("issues").map(TellingFile::tracker);
        root.end();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "\n", problems.stream().map(text -> file + ": " + text).toList()));
        }
        return new TellingConfig(link, mail, webhooks, tracker);
    }

    private static Map<?, ?> parsed(Path file) {
        try {
            Object parsed = new Load(
                            LoadSettings.builder().setAllowDuplicateKeys(false).build())
                    .loadFromString(Files.readString(file));
            if (parsed instanceof Map<?, ?> map) {
                return map;
            }
            if (parsed == null) {
                return Map.of();
            }
            throw new IllegalArgumentException(file + ": wanted keys and values");
        } catch (YamlEngineException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(file + " is not YAML: " + first, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isWeb(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Mail mail(Section section) {
        String host = section.needed("host");
        boolean startTls = section.truth("starttls", true);
        int port = section.number("port", 1, 65_535, startTls ? 587 : 25);
        String user = section.text("user", "");
        String password = section.secret("password");
        if (user.isEmpty() != password.isEmpty()) {
            section.problem("user", "user and password go together: give both or none");
        }
        if (!user.isEmpty() && !startTls) {
            section.problem("starttls", "false with a password, which would be read on the way");
        }
        String from = section.needed("from");
        List<String> to = section.texts("to");
        List<String> all = new ArrayList<>(to);
        if (!from.isEmpty()) {
            all.add(from);
        }
        all.stream()
                .filter(address -> !ADDRESS.matcher(address).matches())
                .forEach(address -> section.problem("from, to", "'" + address + "' is no mail address"));
        boolean authors = section.truth("authors", true);
        Set<String> events = section.some("events", TellingConfig.EVENTS);
        Server server = new Server(
                host,
                port,
                startTls,
                section.file("ca-file")
                        .map(file -> TrustedCa.sockets(section, file))
                        .orElse(null));
        section.end();
        return new Mail(server, user, password, from, to, authors, events);
    }

    private static Webhook webhook(Section section) {
        String name = section.needed("name");
        String url = section.secret("url");
        if (!isWeb(url)) {
            section.problem("url", "is no address: wanted http:// or https://");
        }
        String format = section.text("format", "json");
        if (!format.equals("json") && !format.equals("slack")) {
            section.problem("format", "'" + format + "', allowed are json and slack");
        }
        Set<String> events = section.some("events", TellingConfig.EVENTS);
        section.end();
        return new Webhook(name, url, format.equals("slack") ? Format.SLACK : Format.JSON, events);
    }

    private static TrackerConfig tracker(Section section) {
        String word = section.needed("tracker");
        TrackerConfig.Kind kind = TrackerConfig.Kind.of(word).orElse(TrackerConfig.Kind.GITHUB);
        if (!word.isEmpty() && TrackerConfig.Kind.of(word).isEmpty()) {
            section.problem("tracker", "'" + word + "', allowed are github, gitlab and jira");
        }
        String url = section.text("url", kind.usualUrl());
        if (!isWeb(url)) {
            section.problem("url", "'" + url + "' is no address: wanted http:// or https://");
        }
        String project = section.needed("project");
        String user = section.text("user", "");
        String token = section.secret("token");
        if (token.isEmpty()) {
            section.problem("token", "is missing: give token-file, token-env or token");
        }
        String type = section.text("type", "Bug");
        section.end();
        return new TrackerConfig(kind, url.replaceAll("/+$", ""), project, user, token, type);
    }
}
