package io.verdigrid.deployer.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many hosts of a fleet: a number, or a part of it.
 *
 * @param percent {@code amount} is in hundredths of the fleet
 */
public record Share(int amount, boolean percent) {
    /** The whole fleet. */
    public static final Share ALL = new Share(100, true);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*(%?)");

    /** Reads {@code 10%} or {@code 3}; throws IllegalArgumentException that says what is allowed. */
    public static Share parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number of hosts: wanted a number, or a part such as 10%");
        }
        boolean percent = !form.group(2).isEmpty();
        int amount = Integer.parseInt(form.group(1));
        if (percent && amount > 100) {
            throw new IllegalArgumentException("'" + text + "' is more than 100%");
        }
        return new Share(amount, percent);
    }

    /** Of so many hosts, rounded up. */
    public int of(int hosts) {
        return Math.min(hosts, percent ? (int) (((long) amount * hosts + 99) / 100) : amount);
    }

    @Override
    public String toString() {
        return amount + (percent ? "%" : "");
    }
}
