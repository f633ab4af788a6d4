package io.verdigrid.deployer.metric;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Nagios plugin: its exit status is a threshold, its performance data a series.
 *
 * <p>Of the status the value is 0 (OK), 1 (WARNING) or 2 (CRITICAL); UNKNOWN is no data. Performance data is of any status
 * below 3, in seconds, bytes, percent or the plugin's own unit. After the guidelines of the Monitoring Plugins.
 */
final class NagiosPlugin implements Probe.Gauge {
    private static final int UNKNOWN = 3;
    private static final Pattern DATUM =
            Pattern.compile("(?:'((?:[^']|'')+)'|([^\\s='|]+))=(-?[0-9.]+(?:[eE][+-]?[0-9]+)?|U)([A-Za-z%]*)");

    private final ShellCommand command;
    private final String label;

    /** The value of this label of the performance data; of the exit status where it is empty. */
    NagiosPlugin(ShellCommand command, String label) {
        this.command = command;
        this.label = label;
    }

    @Override
    public double measure(String host) throws ProbeFailure, InterruptedException {
        ShellCommand.Ended ended = command.run(host);
        String said = ended.output().lines().findFirst().orElse("").strip();
        if (ended.status() < 0 || ended.status() >= UNKNOWN) {
            throw new ProbeFailure("exit status " + ended.status() + " is not OK, WARNING or CRITICAL: " + said);
        }
        if (label.isEmpty()) {
            return ended.status();
        }
        Map<String, Double> data = performance(ended.output());
        Double value = data.get(label);
        if (value == null || value.isNaN()) {
            throw new ProbeFailure("no value of '" + label + "' in its performance data; there are "
                    + (data.isEmpty() ? "none: " + said : String.join(", ", data.keySet())));
        }
        return value;
    }

    /** All values by label: what stands behind the first bar of each line. */
    static Map<String, Double> performance(String output) {
        Map<String, Double> values = new LinkedHashMap<>();
        output.lines().filter(line -> line.indexOf('|') >= 0).forEach(line -> {
            Matcher datum = DATUM.matcher(line.substring(line.indexOf('|') + 1));
            while (datum.find()) {
                String quoted = datum.group(1);
                String name = quoted == null ? datum.group(2) : quoted.replace("''", "'");
                values.putIfAbsent(name, value(datum.group(3), datum.group(4)));
            }
        });
        return values;
    }

    private static double value(String number, String unit) {
        try {
            return number.equals("U") ? Double.NaN : Double.parseDouble(number) * factor(unit);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double factor(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "us" -> 1e-6;
            case "ms" -> 1e-3;
            case "kb" -> 1e3;
            case "mb" -> 1e6;
            case "gb" -> 1e9;
            case "tb" -> 1e12;
            case "kib" -> 0x1p10;
            case "mib" -> 0x1p20;
            case "gib" -> 0x1p30;
            case "tib" -> 0x1p40;
            default -> 1;
        };
    }
}
