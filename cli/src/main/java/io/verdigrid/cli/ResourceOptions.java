package io.verdigrid.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How many tests at a time may lock a resource. */
final class ResourceOptions {
    private static final int MOST = 100_000;

    @Option(
            names = "--resource",
            paramLabel = "NAME=COUNT",
            description =
                    "So many classes at a time may hold the resource that @ResourceLock names so, such as one of four"
                            + " database schemas. Without it: one that writes, or any number that only read. Repeats.")
    List<String> resources = new ArrayList<>();

    boolean isGiven() {
        return !resources.isEmpty();
    }

    /** Licences by name; what is wrong is added to the problems, a line each. */
    Map<String, Integer> licences(List<String> problems) {
        Map<String, Integer> licences = new LinkedHashMap<>();
        for (String told : resources) {
            int split = told.lastIndexOf('=');
            String count = told.substring(split + 1);
            boolean counts =
                    count.matches("[0-9]{1,6}") && Integer.parseInt(count) >= 1 && Integer.parseInt(count) <= MOST;
            if (split < 1 || !counts) {
                problems.add("--resource: '" + told + "' is not NAME=COUNT with a count from 1 to " + MOST);
            } else if (licences.put(told.substring(0, split), Integer.parseInt(count)) != null) {
                problems.add("--resource: " + told.substring(0, split) + " is given twice");
            }
        }
        return licences;
    }
}
