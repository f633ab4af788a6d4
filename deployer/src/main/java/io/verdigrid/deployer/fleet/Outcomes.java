package io.verdigrid.deployer.fleet;

import io.verdigrid.deployer.target.HostProblem;
import io.verdigrid.deployer.target.HostUnreachable;
import io.verdigrid.deployer.target.StaleLease;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which hosts did not do what they were to do, and why. Not thread-safe. */
public final class Outcomes {
    private final SortedMap<String, String> unreachable = new TreeMap<>();
    private final SortedMap<String, String> failed = new TreeMap<>();
    private final SortedMap<String, String> stale = new TreeMap<>();

    void add(String host, HostProblem problem) {
        SortedMap<String, String> kind =
                problem instanceof StaleLease ? stale : problem instanceof HostUnreachable ? unreachable : failed;
        kind.put(host, problem.getMessage());
    }

    /** Hosts that did not answer. */
    public SortedMap<String, String> unreachable() {
        return Collections.unmodifiableSortedMap(unreachable);
    }

    /** Hosts that answered and failed. */
    public SortedMap<String, String> failed() {
        return Collections.unmodifiableSortedMap(failed);
    }

    /** Hosts that another deployer holds. */
    public SortedMap<String, String> stale() {
        return Collections.unmodifiableSortedMap(stale);
    }

    /** A clause for people: the first three hosts and their reasons. */
    public static String text(SortedMap<String, String> hosts) {
        String first = hosts.entrySet().stream()
                .limit(3)
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return hosts.size() > 3 ? first + " and " + (hosts.size() - 3) + " more" : first;
    }
}
