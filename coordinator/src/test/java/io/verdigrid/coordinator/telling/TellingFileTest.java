package io.verdigrid.coordinator.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellingFileTest {
    @TempDir
    Path folder;

    private TellingConfig read(String yaml) throws IOException {
        return TellingFile.read(Files.writeString(folder.resolve("notify.yaml"), yaml), Map.of("HOOK", "https://x/y"));
    }

    @Test
    void readsAllOfIt() throws IOException {
        Files.writeString(folder.resolve("pw"), "secret\n");
        TellingConfig config = read("""
            link: https://grid.example.com/build.html?id=
            mail:
              host: smtp.example.com
              user: grid
              password-file: pw
              from: grid@example.com
              to: team@example.com
              events: [blocked, opened]
            webhooks:
              - name: chat
                format: slack
                url-env: HOOK
              - name: log
                url: http://localhost:9/log
                events: [red]
            """);
        assertThat(config.link()).isEqualTo("https://grid.example.com/build.html?id=");
        TellingConfig.Mail mail = config.mail().orElseThrow();
        assertThat(mail.port()).isEqualTo(587);
        assertThat(mail.startTls()).isTrue();
        assertThat(mail.authors()).isTrue();
        assertThat(mail.password()).isEqualTo("secret");
        assertThat(mail.to()).containsExactly("team@example.com");
        assertThat(mail.events()).isEqualTo(Set.of("blocked", "opened"));
        assertThat(config.webhooks())
                .extracting(TellingConfig.Webhook::url)
                .containsExactly("https://x/y", "http://localhost:9/log");
        assertThat(config.webhooks().get(0).events()).isEqualTo(TellingConfig.EVENTS);
        assertThat(config.toString() + config.mail() + config.webhooks()).doesNotContain("secret", "https://x/y");
    }

    @Test
    void anEmptyFileTellsNobody() throws IOException {
        assertThat(read("# nobody\n")).isEqualTo(TellingConfig.NOBODY);
    }

    @Test
    void saysAllThatIsWrongAtOnceAndNoSecret() {
        assertThatThrownBy(() -> read("""
            links: https://grid
            mail:
              port: 99999
              from: nobody
              user: grid
              password: secret
              password-env: NONE
              starttls: false
            webhooks:
              - name: chat
                format: teams
                url: secret
                events: [green]
              - name: chat
                url-file: no-such-file
            """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("links: is no key here; known are link, mail, webhooks, issues")
                .hasMessageContaining("mail.host: is missing")
                .hasMessageContaining("mail.port: '99999', wanted a number from 1 to 65535")
                .hasMessageContaining("mail.password: give one of password, password-file and password-env")
                .hasMessageContaining("mail.password-env: the environment has no NONE")
                .hasMessageContaining("'nobody' is no mail address")
                .hasMessageContaining("webhooks[0].format: 'teams', allowed are json and slack")
                .hasMessageContaining("webhooks[0].url: is no address")
                .hasMessageContaining("webhooks[0].events: 'green', allowed are blocked, opened, red")
                .hasMessageContaining("webhooks[1].url-file: no such file: ")
                .hasMessageContaining("webhooks[1].name: 'chat' stands twice")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysThatItIsNoYaml() {
        assertThatThrownBy(() -> read("a: [")).hasMessageContaining("is not YAML: ");
        assertThatThrownBy(() -> read("- a")).hasMessageContaining("wanted keys and values");
    }
}
