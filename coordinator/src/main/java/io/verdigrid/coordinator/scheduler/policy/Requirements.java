package io.verdigrid.coordinator.scheduler.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Labels that a worker must have. Immutable.
 *
 * @param labels {@code key=value}, or {@code key} for any value
 */
public record Requirements(List<String> labels) {
    /** Copies its list. */
    public Requirements {
        labels = List.copyOf(labels);
    }

    /** A worker with these labels has all of them. */
    public boolean fits(Map<String, String> workerLabels) {
        for (String label : labels) {
            int split = label.indexOf('=');
            String value = workerLabels.get(split < 0 ? label : label.substring(0, split));
            if (value == null || (split >= 0 && !value.equals(label.substring(split + 1)))) {
                return false;
            }
        }
        return true;
    }

    /** In the order of their names, with commas between. */
    public String sorted() {
        return labels.stream().sorted().distinct().collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return String.join(", ", labels);
    }
}
