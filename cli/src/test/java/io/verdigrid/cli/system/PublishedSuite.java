package io.verdigrid.cli.system;

import io.verdigrid.cli.demo.DemoSuite;
import io.verdigrid.cli.demo.FetchedSuite;
import io.verdigrid.cli.maven.MavenCommand;
import io.verdigrid.cli.maven.MavenProblem;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The demo's suite as options of `verdigrid run`: 11,135 tests that nobody here wrote. */
final class PublishedSuite {
    private PublishedSuite() {}

    static List<String> options() throws MavenProblem, InterruptedException {
        MavenCommand maven = MavenCommand.find(Path.of("").toAbsolutePath(), Optional.empty(), List.of(), Map.of());
        FetchedSuite suite = DemoSuite.named(DemoSuite.DEFAULT)
                .orElseThrow()
                .fetch(Path.of("target", "suites").toAbsolutePath(), maven, note -> {});
        List<String> options = new ArrayList<>();
        options.add("--classpath");
        options.add(suite.classpath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        suite.scanRoots().forEach(root -> options.addAll(List.of("--scan-classpath", root.toString())));
        options.addAll(List.of("--workdir", suite.workdir().toString()));
        suite.includeClassnames().forEach(regex -> options.add("--include-classname=" + regex));
        suite.jvmArgs().forEach(arg -> options.add("--jvm-arg=" + arg));
        return options;
    }
}
