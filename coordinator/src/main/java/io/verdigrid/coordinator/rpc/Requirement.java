package io.verdigrid.coordinator.rpc;

import java.util.regex.Pattern;

/** The form of labels and of what builds require of them. */
final class Requirement {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
    private static final Pattern VALUE = Pattern.compile("[^\\s=,]{1,128}");

    private Requirement() {}

    static void check(Problems problems, String field, String requirement) {
        int equals = requirement.indexOf('=');
        String key = equals < 0 ? requirement : requirement.substring(0, equals);
        boolean right = KEY.matcher(key).matches()
                && (equals < 0
                        || VALUE.matcher(requirement.substring(equals + 1)).matches());
        problems.unless(right, field, "'" + requirement + "' is neither key=value nor key");
    }

    static void checkLabel(Problems problems, String key, String value) {
        boolean right = KEY.matcher(key).matches()
                && (value.isEmpty() || VALUE.matcher(value).matches());
        problems.unless(right, "labels", "'" + key + "=" + value + "' is no label; wanted key=value");
    }
}
