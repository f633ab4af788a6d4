package io.verdigrid.cli.hunt;

import java.util.List;

/**
 * What a test JVM is told of the world round it.
 *
 * @param name for people; empty: as the build has it
 * @param what it varies: time zone, locale, encoding, processors
 * @param jvmArgs that make it, behind those of the build
 */
record Surrounding(String name, String what, List<String> jvmArgs) {
    /** As the build has it. */
    static final Surrounding USUAL = new Surrounding("", "", List.of());

    private static final String ZONE = "the time zone";
    private static final String LOCALE = "the locale";
    private static final String ENCODING = "the default encoding";

    /** Those in which a hunt runs the suite: half an hour off, far ahead, with daylight saving in the south; dotless i, commas. */
    static final List<Surrounding> OTHERS = List.of(
            zone("Asia/Kolkata"),
            zone("Pacific/Auckland"),
            zone("America/St_Johns"),
            locale("tr", "TR"),
            locale("de", "DE"),
            locale("ar", "EG"),
            encoding("US-ASCII"),
            encoding("UTF-16"),
            new Surrounding("one processor", "the number of processors", List.of("-XX:ActiveProcessorCount=1")));

    Surrounding {
        jvmArgs = List.copyOf(jvmArgs);
    }

    boolean isUsual() {
        return jvmArgs.isEmpty();
    }

    private static Surrounding zone(String id) {
        return new Surrounding("time zone " + id, ZONE, List.of("-Duser.timezone=" + id));
    }

    private static Surrounding locale(String language, String country) {
        return new Surrounding(
                "locale " + language + "_" + country,
                LOCALE,
                List.of("-Duser.language=" + language, "-Duser.country=" + country));
    }

    private static Surrounding encoding(String name) {
        return new Surrounding("encoding " + name, ENCODING, List.of("-Dfile.encoding=" + name));
    }
}
