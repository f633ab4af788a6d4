package io.verdigrid.protocol.certificate;

import io.verdigrid.protocol.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That a build of a revision was green, and what it was: an in-toto statement (v1) with the test-result predicate (v0.1). Immutable.
 *
 * @param artifact that was made of the revision, or nothing: the SHA-256 of its file
 * @param bundles that were tested, by the module's name
 * @param tests digest of the list of all tests with their verdicts
 * @param counts tests by verdict
 * @param intermittent tests that were let through though they failed once, at most 100
 */
public record GreenStatement(
        Digest artifact,
        Origin origin,
        SortedMap<String, Digest> bundles,
        Digest tests,
        SortedMap<String, Integer> counts,
        List<String> intermittent,
        int retests) {
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "https://in-toto.io/attestation/test-result/v0.1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Where it comes from.
     *
     * @param endedAtMs milliseconds since 1970
     * @param authors mail addresses of who made the revision, where they are known
     */
    public record Origin(
            String build, String suite, String revision, String branch, long endedAtMs, List<String> authors) {
        /** With an immutable list. */
        public Origin {
            authors = List.copyOf(authors);
        }

        /** Of authors that nobody named. */
        public Origin(String build, String suite, String revision, String branch, long endedAtMs) {
            this(build, suite, revision, branch, endedAtMs, List.of());
        }
    }

    /** With immutable collections. */
    public GreenStatement {
        bundles = Collections.unmodifiableSortedMap(new TreeMap<>(bundles));
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        intermittent = List.copyOf(intermittent);
    }

    byte[] toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("_type", STATEMENT);
        json.putArray("subject")
                .addObject()
                .put("name", "artifact")
                .putObject("digest")
                .put("sha256", artifact.hex());
        json.put("predicateType", PREDICATE);
        ObjectNode predicate = json.putObject("predicate");
        predicate.put("result", "PASSED");
        ArrayNode configuration = predicate.putArray("configuration");
        bundles.forEach((module, digest) -> resource(configuration, "bundle:" + module, digest));
        resource(configuration, "tests", tests);
        ArrayNode warned = predicate.putArray("warnedTests");
        intermittent.forEach(warned::add);
        ObjectNode build = predicate.putObject("verdigrid");
        build.put("build", origin.build())
                .put("suite", origin.suite())
                .put("revision", origin.revision())
                .put("branch", origin.branch())
                .put("endedAtMs", origin.endedAtMs())
                .put("retests", retests);
        ArrayNode authors = build.putArray("authors");
        origin.authors().forEach(authors::add);
        ObjectNode counted = build.putObject("counts");
        counts.forEach(counted::put);
        return JSON.writeValueAsBytes(json);
    }

    private static void resource(ArrayNode to, String name, Digest digest) {
        to.addObject().put("name", name).putObject("digest").put("sha256", digest.hex());
    }

    /** Throws IllegalArgumentException for anything but a statement of a green build. */
    static GreenStatement fromJson(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            JsonNode predicate = json.path("predicate");
            if (!json.path("_type").asString("").equals(STATEMENT)
                    || !json.path("predicateType").asString("").equals(PREDICATE)) {
                throw new IllegalArgumentException("it is no in-toto statement of a test result");
            }
            if (!predicate.path("result").asString("").equals("PASSED")) {
                throw new IllegalArgumentException("its tests did not pass");
            }
            SortedMap<String, Digest> resources = new TreeMap<>();
            for (JsonNode resource : predicate.path("configuration")) {
                resources.put(resource.path("name").asString(""), sha256(resource));
            }
            Digest tests = resources.remove("tests");
            if (json.path("subject").size() != 1 || tests == null) {
                throw new IllegalArgumentException("it names not one artifact and one list of tests");
            }
            SortedMap<String, Digest> bundles = new TreeMap<>();
            resources.forEach((name, digest) -> bundles.put(name.replaceFirst("^bundle:", ""), digest));
            JsonNode build = predicate.path("verdigrid");
            SortedMap<String, Integer> counts = new TreeMap<>();
            for (Map.Entry<String, JsonNode> count : build.path("counts").properties()) {
                counts.put(count.getKey(), count.getValue().asInt(0));
            }
            List<String> intermittent = new ArrayList<>();
            predicate.path("warnedTests").forEach(test -> intermittent.add(test.asString("")));
            List<String> authors = new ArrayList<>();
            build.path("authors").forEach(author -> authors.add(author.asString("")));
            return new GreenStatement(
                    sha256(json.path("subject").path(0)),
                    new Origin(
                            build.path("build").asString(""),
                            build.path("suite").asString(""),
                            build.path("revision").asString(""),
                            build.path("branch").asString(""),
                            build.path("endedAtMs").asLong(0),
                            authors),
                    bundles,
                    tests,
                    counts,
                    intermittent,
                    build.path("retests").asInt(0));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its payload is no JSON", e);
        }
    }

    private static Digest sha256(JsonNode resource) {
        return new Digest(resource.path("digest").path("sha256").asString(""));
    }
}
