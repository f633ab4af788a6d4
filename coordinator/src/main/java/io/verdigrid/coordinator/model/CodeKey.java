package io.verdigrid.coordinator.model;

import io.verdigrid.protocol.Digest;
import java.util.Map;

/**
 * Says whether two runs ran the same code: the same bundle (classpath, working directory, JVM arguments, environment) in the
 * same variant (operating system, architecture, JDK). A revision is no part of it: the same bundle on two branches is the
 * same code. Immutable.
 *
 * @param bundle digest of the bundle's manifest
 * @param variant as {@link #variant} writes it; empty: not known
 */
public record CodeKey(Digest bundle, String variant) {
    /** What of a worker's labels makes a variant of the same bundle. */
    public static String variant(Map<String, String> labels) {
        StringBuilder variant = new StringBuilder();
        for (String name : new String[] {"os", "arch", "jdk"}) {
            String value = labels.get(name);
            if (value != null) {
                variant.append(variant.length() == 0 ? "" : " ")
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        return variant.toString();
    }

    /** The key as a hash. */
    public Digest digest() {
        return Digest.of("verdigrid-code-key 1\n" + bundle.hex() + "\n" + variant);
    }
}
