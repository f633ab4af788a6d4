package io.verdigrid.worker.launcher;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the JUnit Platform; {@code text} is it as published, with what stands behind the numbers. */
record PlatformVersion(int major, int minor, int patch, String text) implements Comparable<PlatformVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?([.-].*)?");
    private static final Comparator<PlatformVersion> ORDER = Comparator.comparingInt(PlatformVersion::major)
            .thenComparingInt(PlatformVersion::minor)
            .thenComparingInt(PlatformVersion::patch)
            .thenComparing(PlatformVersion::text);

    static Optional<PlatformVersion> of(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int patch = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return Optional.of(new PlatformVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), patch, text.trim()));
    }

    boolean sameMinor(PlatformVersion other) {
        return major == other.major && minor == other.minor;
    }

    @Override
    public int compareTo(PlatformVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
