package io.verdigrid.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    Path folder;

    @Test
    void knowsTheRoleOfEachToken() throws IOException {
        TokenFile tokens =
                TokenFile.read(file("# who\n\nci 0123456789abcdef\n  worker  fedcba9876543210 \n", "rw-------"));
        assertThat(tokens.roleOf("0123456789abcdef")).contains(Role.CI);
        assertThat(tokens.roleOf("fedcba9876543210")).contains(Role.WORKER);
        assertThat(tokens.roleOf("0123456789abcdeg")).isEmpty();
        assertThat(tokens.roleOf("")).isEmpty();
    }

    @Test
    void namesEveryWrongLine() throws IOException {
        Path file = file("boss 0123456789abcdef\nci short\nviewer a b c\n", "rw-------");
        assertThatThrownBy(() -> TokenFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 1: unknown role 'boss'")
                .hasMessageContaining("line 2: the token has fewer than 16 characters")
                .hasMessageContaining("line 3: wanted a role and a token, found 4 words");
    }

    @Test
    void refusesAFileThatOthersMayRead() throws IOException {
        Path file = file("ci 0123456789abcdef\n", "rw-r--r--");
        assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void refusesAFileWithoutTokens() throws IOException {
        Path file = file("# nothing\n", "rw-------");
        assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining("no line 'role token'");
    }

    @Test
    void readsBearerHeadersInAnyCaseOfTheScheme() {
        assertThat(Tokens.fromHeader(Tokens.bearer("abc"))).contains("abc");
        assertThat(Tokens.fromHeader("bearer abc")).contains("abc");
        assertThat(Tokens.fromHeader("Basic abc")).isEmpty();
        assertThat(Tokens.fromHeader("")).isEmpty();
    }

    private Path file(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }
}
