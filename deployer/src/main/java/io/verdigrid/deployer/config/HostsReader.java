package io.verdigrid.deployer.config;

import io.verdigrid.deployer.target.SshAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads how hosts are reached: {@code folders} or {@code ssh}. */
final class HostsReader {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9\\[][A-Za-z0-9._:%\\[\\]-]*");

    private final Section root;
    private final Function<String, Path> resolver;
    private final List<String> names = new ArrayList<>();

    HostsReader(Section root, Function<String, Path> resolver) {
        this.root = root;
        this.resolver = resolver;
    }

    /** In the order of the file, which is the order in which they are switched. */
    List<String> names() {
        // Nothing is made of a file with problems; a plan wants a host.
        return names.isEmpty() ? List.of("none") : names;
    }

    DeployConfig.Hosts read() {
        boolean ssh = root.has("ssh");
        if (ssh && root.has("folders")) {
            root.problem("ssh", "and folders exclude each other: give one");
        }
        return ssh ? ssh() : folders();
    }

    private DeployConfig.Hosts folders() {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (Map.Entry<String, String> host : hosts(root, "folders").entrySet()) {
            folders.put(host.getKey(), resolver.apply(host.getValue()));
        }
        return new DeployConfig.Folders(folders);
    }

    private DeployConfig.Hosts ssh() {
        Section section = root.section("ssh");
        Map<String, String> addresses = hosts(section, "hosts");
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            if (!ADDRESS.matcher(address.getValue()).matches()) {
                section.problem("hosts." + address.getKey(), "'" + address.getValue() + "' is no address of a host");
            }
        }
        String path = section.text("path", "");
        if (!path.startsWith("/")) {
            section.problem("path", "'" + path + "' is no absolute path: wanted the folder on each host");
        }
        SshAccess access = new SshAccess(
                addresses,
                path,
                section.text("user", ""),
                section.number("port", 1, 65_535, 0),
                section.text("identity").map(resolver),
                section.texts("options"));
        section.end();
        return new DeployConfig.Ssh(access);
    }

    private Map<String, String> hosts(Section in, String key) {
        Map<String, String> hosts = new LinkedHashMap<>();
        Section section = in.section(key);
        for (String host : section.keys()) {
            if (!HOST.matcher(host).matches()) {
                section.problem(host, "is no name for a host: letters, digits, '.', '_' and '-'");
            }
            section.text(host).ifPresent(value -> hosts.put(host, value));
        }
        if (hosts.isEmpty()) {
            in.problem(
                    key,
                    "names no host: wanted `name: " + (key.equals("folders") ? "folder" : "address") + "` for each");
        }
        names.addAll(hosts.keySet());
        return hosts;
    }
}
