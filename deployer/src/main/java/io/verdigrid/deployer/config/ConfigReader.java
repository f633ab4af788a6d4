package io.verdigrid.deployer.config;

import io.verdigrid.deployer.fleet.Share;
import io.verdigrid.deployer.rollout.Plan;
import io.verdigrid.deployer.target.Hook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads deploy.yaml: all problems at once. */
final class ConfigReader {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    ConfigReader(Path file) {
        this.file = file;
    }

    DeployConfig read(String yaml) {
        Section root = Section.of("", parsed(yaml), problems);
        String fleet = root.text("fleet", "fleet");
        HostsReader hosts = new HostsReader(root, this::resolved);
        DeployConfig.Hosts reached = hosts.read();
        List<Plan.Step> steps = steps(root);
        Plan.Rhythm rhythm = new Plan.Rhythm(
                root.time("baseline", Duration.ofSeconds(10)),
                root.time("look-every", Duration.ofSeconds(10)),
                root.time("lease", MINUTE.multipliedBy(2)));
        int keep = root.number("keep", 2, 1000, 5);
        Share tolerated = root.value("tolerate-unreachable", new Share(0, false), Share::parse);
        Hook reload = new Hook(root.texts("reload"), root.time("reload-timeout", MINUTE));
        Optional<DeployConfig.Probe> probe = probe(root);
        Optional<Path> judge = root.text("judge").map(this::resolved);
        DeployConfig.Server server = server(root);
        DeployConfig.Grid grid = grid(root);
        root.end();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "\n", problems.stream().map(text -> file + ": " + text).toList()));
        }
        return new DeployConfig(
                fleet,
                reached,
                new Plan(hosts.names(), steps, keep, tolerated, rhythm),
                reload,
                probe,
                judge,
                server,
                grid);
    }

    private Object parsed(String yaml) {
        try {
            Object parsed =
                    new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml);
            return parsed == null ? Map.of() : parsed;
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    file + " is not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private List<Plan.Step> steps(Section root) {
        List<Plan.Step> steps = new ArrayList<>();
        for (Section section : root.sections("steps")) {
            Share share = section.value("hosts", Share.ALL, Share::parse);
            steps.add(new Plan.Step(share, section.time("watch", MINUTE)));
            section.end();
        }
        if (!root.has("steps")) {
            return Plan.STEPS;
        }
        if (steps.isEmpty() || !steps.get(steps.size() - 1).hosts().equals(Share.ALL)) {
            root.problem("steps", "the last step must have `hosts: 100%`");
        }
        return steps;
    }

    private Optional<DeployConfig.Probe> probe(Section root) {
        if (!root.has("probe")) {
            return Optional.empty();
        }
        Section section = root.section("probe");
        String url = section.value("url", "", text -> {
            URI uri = URI.create(text.replace("{host}", "host"));
            if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
                throw new IllegalArgumentException("'" + text + "' is no http or https address");
            }
            return text;
        });
        if (url.isEmpty() && !section.has("url")) {
            section.problem("url", "is missing");
        }
        Duration patience = section.time("timeout", Duration.ofSeconds(5));
        int failures = section.number("failures", 1, 1000, 3);
        section.end();
        return Optional.of(new DeployConfig.Probe(url, patience, failures));
    }

    private DeployConfig.Server server(Section root) {
        return new DeployConfig.Server(
                root.text("listen", "127.0.0.1:8471"),
                root.text("tokens").map(this::resolved),
                root.text("tls-cert").map(this::resolved),
                root.text("tls-key").map(this::resolved),
                root.truth("insecure"));
    }

    private DeployConfig.Grid grid(Section root) {
        List<Path> keys =
                root.texts("trusted-keys").stream().map(this::resolved).toList();
        Optional<String> artifacts =
                root.text("artifacts").map(text -> resolved(text).toString());
        Optional<DeployConfig.Coordinator> coordinator = Optional.empty();
        if (root.has("coordinator")) {
            Section section = root.section("coordinator");
            Optional<Path> ca = section.text("tls-ca").map(this::resolved);
            coordinator = Optional.of(new DeployConfig.Coordinator(
                    section.text("address", "127.0.0.1:8470"),
                    section.truth("tls") || ca.isPresent(),
                    ca,
                    section.text("token-file").map(this::resolved),
                    section.text("block-branch")));
            section.end();
        }
        if (artifacts.isPresent() && (coordinator.isEmpty() || keys.isEmpty())) {
            root.problem("artifacts", "green builds can only be pushed with a coordinator and trusted-keys");
        }
        if (artifacts.isPresent() && !artifacts.get().contains("{")) {
            root.problem("artifacts", "wanted {revision} or {digest} in the file's name");
        }
        return new DeployConfig.Grid(keys, coordinator, artifacts);
    }

    /** Paths are meant from where the file is. */
    private Path resolved(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }
}
