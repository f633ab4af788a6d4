package io.verdigrid.deployer.metric;

import java.util.regex.Pattern;

/**
 * A text with {@code {host}} in it.
 *
 * @param text the text
 */
record HostTemplate(String text) {
    /** What a host may be named: it gets into command lines. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_\\[][A-Za-z0-9._:\\[\\]-]*");

    /** The text with this host. */
    String of(String host) throws ProbeFailure {
        if (!HOST.matcher(host).matches()) {
            throw new ProbeFailure("'" + host + "' is no name of a host: letters, digits, '.', ':', '_', '-'");
        }
        return text.replace("{host}", host);
    }
}
