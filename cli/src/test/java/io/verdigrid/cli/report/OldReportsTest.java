package io.verdigrid.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldReportsTest {
    private static final String OURS =
            "<testsuite><properties><property name=\"verdigrid.build\" value=\"b\"/></properties></testsuite>";

    @TempDir
    Path folder;

    @Test
    void deletesWhatVerdigridWroteAndNothingElse() throws IOException {
        Files.createDirectories(folder.resolve("core/deeper"));
        Path report = Files.writeString(folder.resolve("TEST-a.A.xml"), OURS);
        Path ofModule = Files.writeString(folder.resolve("core/TEST-a.B.xml"), OURS);
        Path summary =
                Files.writeString(folder.resolve("summary.json"), "{\"version\":1,\"build\":\"b\",\"suite\":\"s\"}");
        Path deeper = Files.writeString(folder.resolve("core/deeper/TEST-a.C.xml"), OURS);
        Path surefires = Files.writeString(folder.resolve("TEST-b.B.xml"), "<testsuite/>");
        Path named = Files.writeString(folder.resolve("notes.xml"), OURS);
        Path others = Files.writeString(folder.resolve("core/summary.json"), "{\"build\":1,\"suite\":2}");

        OldReports.delete(folder);

        assertThat(report).doesNotExist();
        assertThat(ofModule).doesNotExist();
        assertThat(summary).doesNotExist();
        assertThat(deeper).exists();
        assertThat(surefires).exists();
        assertThat(named).exists();
        assertThat(others).exists();
    }

    @Test
    void doesNothingWhereThereIsNoFolder() throws IOException {
        OldReports.delete(folder.resolve("none"));

        assertThat(folder.resolve("none")).doesNotExist();
    }
}
