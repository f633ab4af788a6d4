package io.verdigrid.cli.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenCommandTest {
    @TempDir
    Path temp;

    @Test
    void aProjectsOwnWrapperComesFirst() throws Exception {
        Path module = Files.createDirectories(temp.resolve("project/module"));
        Files.writeString(temp.resolve("project/pom.xml"), "");
        Files.writeString(module.resolve("pom.xml"), "");
        Path wrapper = program(temp.resolve("project/mvnw"));

        assertThat(find(module, Optional.empty()).program()).isEqualTo(wrapper);
    }

    @Test
    void elseTheOneOnThePath() throws Exception {
        Files.writeString(temp.resolve("pom.xml"), "");
        Files.writeString(temp.resolve("mvnw"), "not executable");
        Path mvn = program(temp.resolve("bin/mvn"));

        assertThat(find(temp, Optional.empty()).program()).isEqualTo(mvn);
    }

    @Test
    void theNamedOneBeforeAll() throws Exception {
        program(temp.resolve("mvnw"));
        Path other = program(temp.resolve("bin/other"));

        assertThat(find(temp, Optional.of(other.toString())).program()).isEqualTo(other);
        assertThat(find(temp, Optional.of("other")).program()).isEqualTo(other);
        assertThatThrownBy(() -> find(temp, Optional.of("nowhere/mvn")))
                .hasMessage("Maven cannot be executed: 'nowhere/mvn' is no program, here or on the PATH");
    }

    @Test
    void withoutAnyItIsSaid() {
        assertThatThrownBy(() -> find(temp, Optional.empty()))
                .hasMessageContaining("no Maven found")
                .hasMessageContaining("--maven");
    }

    private MavenCommand find(Path project, Optional<String> named) throws MavenProblem {
        return MavenCommand.find(project, named, List.of(), Map.of("PATH", "/nowhere:" + temp.resolve("bin")));
    }

    private static Path program(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
        return path;
    }
}
