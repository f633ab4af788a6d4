package io.verdigrid.cli.maven.spy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Properties;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Told by Maven of each goal before it runs; writes one file for each {@code surefire:test}.
 *
 * <p>Thread-safe: Maven may build modules at the same time.
 */
@Named("verdigrid")
@Singleton
public final class SurefireSpy implements MojoExecutionListener {
    /** User property: the folder that is written to. */
    private static final String FOLDER = "verdigrid.spy.folder";

    private final RepositorySystem repositories;
    private final ToolchainManager toolchains;
    private int written;

    /** Made by Maven. */
    @Inject
    public SurefireSpy(RepositorySystem repositories, ToolchainManager toolchains) {
        this.repositories = repositories;
        this.toolchains = toolchains;
    }

    @Override
    public void beforeMojoExecution(MojoExecutionEvent event) throws MojoExecutionException {
        MojoExecution execution = event.getExecution();
        String folder = event.getSession().getUserProperties().getProperty(FOLDER);
        if (folder == null
                || !"maven-surefire-plugin".equals(execution.getArtifactId())
                || !"test".equals(execution.getGoal())) {
            return;
        }
        try {
            write(new File(folder), describe(event));
            MojoFields.set(event.getMojo(), "skipTests", true);
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            throw new MojoExecutionException("verdigrid cannot read the configuration of " + execution + ": " + e, e);
        }
    }

    @Override
    public void afterMojoExecutionSuccess(MojoExecutionEvent event) {}

    @Override
    public void afterExecutionFailure(MojoExecutionEvent event) {}

    private Properties describe(MojoExecutionEvent event) throws ReflectiveOperationException {
        MavenSession session = event.getSession();
        MavenProject project = event.getProject();
        MojoFields mojo = new MojoFields(event.getMojo());
        SpyFile record = new SpyFile();
        record.put("groupId", project.getGroupId());
        record.put("artifactId", project.getArtifactId());
        record.put("order", String.valueOf(session.getProjects().indexOf(project)));
        record.put("execution", event.getExecution().getExecutionId());
        record.put("surefire", event.getExecution().getVersion());
        record.put("basedir", project.getBasedir().getAbsolutePath());
        record.put("buildDirectory", project.getBuild().getDirectory());
        for (MavenProject one : session.getProjects()) {
            record.add("reactor", one.getBasedir().getAbsolutePath());
        }
        configuration(record, mojo);
        record.put("java", java(session, mojo));
        record.map("property", project.getProperties());
        record.map("property", session.getUserProperties());
        // Surefire hands the user's properties on to the tests unless it was told not to.
        if (!"false".equals(mojo.text("promoteUserPropertiesToSystemProperties"))) {
            record.map("userProperty", session.getUserProperties());
        }
        new TestClasspath(session, project, mojo, repositories).describe(record);
        return record.properties();
    }

    private static void configuration(SpyFile record, MojoFields mojo) throws ReflectiveOperationException {
        String[] texts = {
            "skip",
            "skipTests",
            "skipExec",
            "test",
            "groups",
            "excludedGroups",
            "argLine",
            "workingDirectory",
            "systemPropertiesFile",
            "enableAssertions",
            "includesFile",
            "excludesFile",
            "testClassesDirectory"
        };
        for (String name : texts) {
            record.put(name, mojo.text(name));
        }
        String[] lists = {
            "includes",
            "excludes",
            "excludedEnvironmentVariables",
            "includeJUnit5Engines",
            "excludeJUnit5Engines",
            "suiteXmlFiles"
        };
        for (String name : lists) {
            for (String one : mojo.list(name)) {
                record.add(name, one);
            }
        }
        // As Surefire lays them over each other: the later wins.
        record.map("systemProperty", mojo.map("systemProperties"));
        record.map("systemPropertyVariable", mojo.map("systemPropertyVariables"));
        record.map("environment", mojo.map("environmentVariables"));
        record.map("provider", mojo.map("properties"));
    }

    /** The java program that Surefire would start: told, or the toolchain's; null for the one that runs Maven. */
    private String java(MavenSession session, MojoFields fields) throws ReflectiveOperationException {
        String told = fields.text("jvm");
        if (told != null && !told.isEmpty()) {
            return told;
        }
        Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        java.util.Map<String, String> wanted = new java.util.TreeMap<>();
        fields.map("jdkToolchain").forEach((key, value) -> wanted.put(String.valueOf(key), String.valueOf(value)));
        if (!wanted.isEmpty()) {
            java.util.List<Toolchain> found = toolchains.getToolchains(session, "jdk", wanted);
            if (found != null && !found.isEmpty()) {
                toolchain = found.get(0);
            }
        }
        return toolchain == null ? null : toolchain.findTool("java");
    }

    private synchronized void write(File folder, Properties properties) throws IOException {
        File file = new File(folder, String.format("%05d.properties", written++));
        try (OutputStream out = Files.newOutputStream(file.toPath())) {
            properties.store(out, null);
        }
    }
}
