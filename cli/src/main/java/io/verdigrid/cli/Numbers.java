package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks of numbers that were typed. */
final class Numbers {
    private Numbers() {}

    static void within(String option, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Problem.input(option + ": " + value + " is out of range: wanted " + least + " to " + most);
        }
    }

    static void withinReal(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw Problem.input(option + ": " + value + " is out of range: wanted "
                    + String.format(Locale.ROOT, "%s to %s", least, most));
        }
    }
}
