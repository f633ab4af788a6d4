package io.verdigrid.cli.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Translates one execution of Surefire into a module of a build. */
final class ModuleReading {
    private final SurefireExecution execution;
    private final Consumer<String> notes;
    private final List<String> problems;
    private final List<Path> scanRoots = new ArrayList<>();

    ModuleReading(SurefireExecution execution, Consumer<String> notes, List<String> problems) {
        this.execution = execution;
        this.notes = note -> notes.accept(execution.name() + ": " + note);
        this.problems = problems;
    }

    /** The module; none where Surefire would run nothing. */
    Optional<MavenModule> read() throws IOException {
        if (execution.skipped()) {
            notes.accept("its tests are skipped, as Surefire is told to");
            return Optional.empty();
        }
        List<String> classes = classes();
        if (classes.isEmpty()) {
            notes.accept(
                    "no test class in " + execution.testClasses() + " that Surefire's includes and excludes leave");
            return Optional.empty();
        }
        execution.list("added").forEach(engine -> notes.accept("has no engine for its tests; added " + engine));
        execution.list("unresolved").forEach(what -> problems.add(execution.name() + ": cannot be resolved: " + what));
        if (!execution.text("tooOld").isEmpty()) {
            problems.add(execution.name() + ": has " + execution.text("tooOld")
                    + ", and the engine for JUnit 3 and 4 needs junit:junit:4.12 or newer");
        }
        if (!execution.list("suiteXmlFiles").isEmpty()) {
            notes.accept("suiteXmlFiles have no effect here: its test classes run without them");
        }
        List<Path> classpath = classpath();
        List<String> jvmArgs = jvmArgs();
        Map<String, String> environment = environment();
        ModuleFolder folder = new ModuleFolder(execution);
        folder.keep(classpath);
        folder.keepNamed(jvmArgs);
        folder.keepNamed(environment.values());
        return Optional.of(new MavenModule(
                execution.name(),
                classpath,
                scanRoots,
                folder.workdir(execution.text("workingDirectory"), notes),
                jvmArgs,
                environment,
                selection(classes),
                javaHome()));
    }

    private List<String> classes() throws IOException {
        ClassPatterns patterns;
        try {
            patterns = patterns();
        } catch (IllegalArgumentException e) {
            problems.add(execution.name() + ": " + e.getMessage());
            return List.of();
        }
        List<Path> places = new ArrayList<>(List.of(execution.testClasses()));
        execution.list("scanned").forEach(jar -> places.add(Path.of(jar)));
        LinkedHashSet<String> classes = new LinkedHashSet<>();
        for (Path place : places) {
            int before = classes.size();
            TestClassFiles.in(place).stream()
                    .filter(patterns)
                    .map(TestClassFiles::className)
                    .forEach(classes::add);
            if (classes.size() > before) {
                scanRoots.add(place);
            }
        }
        return List.copyOf(classes);
    }

    private ClassPatterns patterns() throws IOException {
        if (!execution.text("test").isEmpty()) {
            return new ClassPatterns(List.of(execution.text("test")), List.of());
        }
        List<String> includes = new ArrayList<>(execution.list("includes"));
        includes.addAll(lines("includesFile"));
        List<String> excludes = new ArrayList<>(execution.list("excludes"));
        excludes.addAll(lines("excludesFile"));
        return new ClassPatterns(
                includes.isEmpty() ? ClassPatterns.DEFAULT_INCLUDES : includes,
                excludes.isEmpty() ? ClassPatterns.DEFAULT_EXCLUDES : excludes);
    }

    private List<String> lines(String parameter) throws IOException {
        if (execution.text(parameter).isEmpty()) {
            return List.of();
        }
        return Files.readAllLines(Path.of(execution.text(parameter))).stream()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private List<Path> classpath() {
        List<Path> classpath = new ArrayList<>();
        for (String entry : execution.list("classpath")) {
            Path path = execution.basedir().resolve(entry).normalize();
            // Surefire puts the folders of a module without main classes or resources on the classpath all the same.
            if (Files.exists(path) && !classpath.contains(path)) {
                classpath.add(path);
            }
        }
        return classpath;
    }

    private List<String> jvmArgs() throws IOException {
        boolean assertions = !execution.text("enableAssertions").equals("false");
        List<String> args = new ArrayList<>(List.of(assertions ? "-ea" : "-da"));
        args.addAll(ArgLine.arguments(execution.text("argLine"), execution.map("property")));
        // Surefire sets these when its JVM runs already, so they win over the argument line.
        TreeMap<String, String> properties = new TreeMap<>(execution.map("systemProperty"));
        properties.putAll(propertiesFile());
        properties.putAll(execution.map("systemPropertyVariable"));
        properties.putAll(execution.map("userProperty"));
        properties.put("basedir", execution.basedir().toString());
        properties.forEach((name, value) -> args.add("-D" + name + "=" + value));
        return args.stream().map(ModuleReading::slots).toList();
    }

    private Map<String, String> propertiesFile() throws IOException {
        Properties properties = new Properties();
        if (!execution.text("systemPropertiesFile").isEmpty()) {
            try (InputStream in = Files.newInputStream(Path.of(execution.text("systemPropertiesFile")))) {
                properties.load(in);
            }
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        execution.list("excludedEnvironmentVariables").forEach(name -> environment.put(name, "${verdigrid.unset}"));
        execution.map("environment").forEach((name, value) -> environment.put(name, slots(value)));
        return environment;
    }

    /** Surefire numbers its JVMs; a slot is what comes nearest. */
    private static String slots(String text) {
        return text.replace("${surefire.forkNumber}", "${verdigrid.slot}")
                .replace("${surefire.threadNumber}", "${verdigrid.slot}");
    }

    private MavenSelection selection(List<String> classes) {
        Map<String, String> provider = execution.map("provider");
        Properties config = new Properties();
        try {
            config.load(new StringReader(provider.getOrDefault("configurationParameters", "")));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(execution.name() + ": configurationParameters cannot be read: " + e.getMessage());
        }
        Map<String, String> configured = new TreeMap<>();
        config.stringPropertyNames().forEach(name -> configured.put(name, config.getProperty(name)));
        return new MavenSelection(
                classes,
                tags(execution.text("groups")),
                tags(execution.text("excludedGroups")),
                execution.list("includeJUnit5Engines"),
                execution.list("excludeJUnit5Engines"),
                configured);
    }

    private static List<String> tags(String groups) {
        List<String> tags = new ArrayList<>();
        for (String one : groups.split(",", -1)) {
            if (!one.isBlank()) {
                tags.add(one.trim());
            }
        }
        return tags;
    }

    private String javaHome() {
        String java = execution.text("java");
        Path program = Path.of(java);
        Path bin = program.getParent();
        return java.isEmpty() || bin == null || bin.getParent() == null
                ? ""
                : bin.getParent().toString();
    }
}
