package io.verdigrid.deployer.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right of one deployer to change a fleet, as each host remembers it.
 *
 * @param number rises with each new holder: the fencing number
 * @param owner the deployer's id; {@link #NOBODY}: given back
 * @param beat rises while the holder lives: who waits for the lease sees by it, with no clock but its own, that the holder is gone
 */
public record Lease(long number, String owner, long beat) {
    /** The owner of a lease that was given back. */
    public static final String NOBODY = "-";

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\S+) (\\d{1,18})\\s*");

    /** Whether somebody has it. */
    public boolean held() {
        return !owner.equals(NOBODY);
    }

    /** The same, given back. */
    public Lease released() {
        return new Lease(number, NOBODY, beat);
    }

    /** The same, a beat later. */
    public Lease next() {
        return new Lease(number, owner, beat + 1);
    }

    /** Whether a host that has this one must refuse {@code other}: an older number, or another owner's of the same. */
    public boolean refuses(Lease other) {
        return number > other.number || (number == other.number && !owner.equals(other.owner) && other.held());
    }

    /** As it stands in the host's file. */
    public String text() {
        return number + " " + owner + " " + beat;
    }

    /** The lease of this text; empty where it is none. */
    public static Optional<Lease> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Lease(Long.parseLong(form.group(1)), form.group(2), Long.parseLong(form.group(3))))
                : Optional.empty();
    }
}
