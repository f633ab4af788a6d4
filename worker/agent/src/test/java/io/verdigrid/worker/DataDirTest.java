package io.verdigrid.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.worker.model.WorkerProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
    @TempDir
    private Path dir;

    @Test
    void keepsTheWorkersId() throws IOException {
        String id;
        try (DataDir data = DataDir.open(dir)) {
            id = data.workerId();
        }
        try (DataDir data = DataDir.open(dir)) {
            assertThat(data.workerId()).isEqualTo(id).startsWith("w-");
        }
    }

    @Test
    void isForOneWorkerAtATime() throws IOException {
        try (DataDir data = DataDir.open(dir)) {
            assertThat(data.root()).isDirectory();
            assertThatThrownBy(() -> DataDir.open(dir))
                    .isInstanceOf(WorkerProblem.class)
                    .hasMessageContaining(dir.toString())
                    .hasMessageContaining("in use by another worker");
        }
    }

    @Test
    void refusesAnotherFormat() throws IOException {
        Files.writeString(dir.resolve("format"), "2\n");
        assertThatThrownBy(() -> DataDir.open(dir)).hasMessageContaining("format 2");
    }
}
