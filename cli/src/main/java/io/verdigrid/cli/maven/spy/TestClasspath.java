package io.verdigrid.cli.maven.spy;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * The classpath that Surefire would give the tests, and the engine that it would add for them.
 *
 * <p>Surefire runs JUnit 4 and TestNG by providers of its own where the project has no JUnit Platform; here the platform's
 * engines for them take that place.
 */
final class TestClasspath {
    private static final String PLATFORM = "1.14.4";
    private static final String VINTAGE = "org.junit.vintage:junit-vintage-engine:5.14.4";
    private static final String TESTNG = "org.junit.support:testng-engine:1.1.0";

    private final MavenSession session;
    private final MavenProject project;
    private final MojoFields mojo;
    private final RepositorySystem repositories;

    TestClasspath(MavenSession session, MavenProject project, MojoFields mojo, RepositorySystem repositories) {
        this.session = session;
        this.project = project;
        this.mojo = mojo;
        this.repositories = repositories;
    }

    void describe(SpyFile record) throws ReflectiveOperationException {
        Map<String, Artifact> artifacts = new LinkedHashMap<>();
        record.add("classpath", mojo.text("testClassesDirectory"));
        String classes = mojo.text("mainBuildPath");
        record.add("classpath", classes == null ? mojo.text("classesDirectory") : classes);
        List<String> scanned = mojo.list("dependenciesToScan");
        for (Artifact artifact : project.getArtifacts()) {
            if (artifact.getArtifactHandler().isAddedToClasspath()
                    && artifact.getFile() != null
                    && !excluded(artifact)) {
                artifacts.put(artifact.getGroupId() + ":" + artifact.getArtifactId(), artifact);
                record.add("classpath", artifact.getFile().getAbsolutePath());
                if (matchesAny(scanned, artifact)) {
                    record.add("scanned", artifact.getFile().getAbsolutePath());
                }
            }
        }
        for (String element : mojo.list("additionalClasspathElements")) {
            for (String one : element.split(",", -1)) {
                if (!one.trim().isEmpty()) {
                    record.add("classpath", one.trim());
                }
            }
        }
        for (Object one : dependencies()) {
            Dependency dependency = (Dependency) one;
            add(record, artifacts, coordinates(dependency));
        }
        for (String engine : missingEngine(record, artifacts)) {
            add(record, artifacts, engine);
            record.add("added", engine);
        }
    }

    private Iterable<?> dependencies() throws ReflectiveOperationException {
        Object value = mojo.value("additionalClasspathDependencies");
        return value instanceof Iterable ? (Iterable<?>) value : new ArrayList<>();
    }

    private static String coordinates(Dependency d) {
        String classifier = d.getClassifier() == null || d.getClassifier().isEmpty() ? "" : ":" + d.getClassifier();
        return d.getGroupId() + ":" + d.getArtifactId() + ":" + d.getType() + classifier + ":" + d.getVersion();
    }

    private boolean excluded(Artifact artifact) throws ReflectiveOperationException {
        String scope = mojo.text("classpathDependencyScopeExclude");
        return matchesAny(mojo.list("classpathDependencyExcludes"), artifact)
                || (scope != null && !scope.isEmpty() && inScope(scope, artifact.getScope()));
    }

    /** Maven's scopes contain each other: excluding {@code runtime} excludes {@code compile} too. */
    private static boolean inScope(String scope, String found) {
        switch (scope) {
            case "test":
                return true;
            case "runtime":
                return "runtime".equals(found) || "compile".equals(found);
            case "compile":
                return "compile".equals(found) || "provided".equals(found) || "system".equals(found);
            default:
                return scope.equals(found);
        }
    }

    /** Patterns are {@code group:artifact[:type[:classifier[:version]]]} with {@code *}. */
    private static boolean matchesAny(List<String> patterns, Artifact artifact) {
        String classifier = artifact.getClassifier() == null ? "" : artifact.getClassifier();
        String[] have = {
            artifact.getGroupId(), artifact.getArtifactId(), artifact.getType(), classifier, artifact.getBaseVersion()
        };
        for (String list : patterns) {
            for (String pattern : list.split(",", -1)) {
                String[] want = pattern.trim().split(":", -1);
                boolean matches = !pattern.trim().isEmpty() && want.length <= have.length;
                for (int i = 0; matches && i < want.length; i++) {
                    matches = have[i].matches(want[i].replace(".", "\\.").replace("*", ".*"));
                }
                if (matches) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> missingEngine(SpyFile record, Map<String, Artifact> artifacts) {
        List<String> missing = new ArrayList<>();
        Artifact jupiter = artifacts.get("org.junit.jupiter:junit-jupiter-api");
        Artifact junit4 = artifacts.get("junit:junit");
        Artifact testng = artifacts.get("org.testng:testng");
        boolean engine = artifacts.values().stream()
                .anyMatch(a -> a.getArtifactId().endsWith("-engine")
                        && !a.getArtifactId().equals("junit-platform-engine"));
        if (jupiter != null && !artifacts.containsKey("org.junit.jupiter:junit-jupiter-engine")) {
            missing.add("org.junit.jupiter:junit-jupiter-engine:" + jupiter.getBaseVersion());
        } else if (jupiter == null && !engine && testng != null) {
            missing.add(TESTNG);
            missing.add("org.junit.platform:junit-platform-engine:" + PLATFORM);
        } else if (jupiter == null && !engine && junit4 != null) {
            if (older(junit4.getBaseVersion())) {
                record.put("tooOld", "junit:junit:" + junit4.getBaseVersion());
            } else {
                missing.add(VINTAGE);
            }
        }
        return missing;
    }

    /** The vintage engine runs JUnit 4.12 and newer. */
    private static boolean older(String version) {
        String[] parts = version.split("[.-]", -1);
        try {
            int major = Integer.parseInt(parts[0]);
            int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            return major < 4 || (major == 4 && minor < 12);
        } catch (NumberFormatException unusual) {
            return false;
        }
    }

    private void add(SpyFile record, Map<String, Artifact> have, String coordinates) {
        CollectRequest collect = new CollectRequest();
        collect.setRepositories(project.getRemoteProjectRepositories());
        collect.addDependency(new org.eclipse.aether.graph.Dependency(new DefaultArtifact(coordinates), "runtime"));
        try {
            for (ArtifactResult result : repositories
                    .resolveDependencies(session.getRepositorySession(), new DependencyRequest(collect, null))
                    .getArtifactResults()) {
                org.eclipse.aether.artifact.Artifact found = result.getArtifact();
                File file = found.getFile();
                if (file != null && !have.containsKey(found.getGroupId() + ":" + found.getArtifactId())) {
                    record.add("classpath", file.getAbsolutePath());
                }
            }
        } catch (DependencyResolutionException e) {
            record.add("unresolved", coordinates + ": " + e.getMessage());
        }
    }
}
