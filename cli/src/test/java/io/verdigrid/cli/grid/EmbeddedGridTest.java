package io.verdigrid.cli.grid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class EmbeddedGridTest {
    private final CompletableFuture<String> failure = new CompletableFuture<>();

    @Test
    void doesNotWaitForACoordinatorThatWillNeverBeBack() {
        CoordinatorConfig config = CoordinatorConfig.embedded(Path.of("d"), CoordinatorLimits.DEFAULT);
        try (EmbeddedGrid grid = EmbeddedGrid.start(new OneCoordinator(failure), config, Optional.empty())) {
            grid.connectNow();

            failure.complete("No space left on device");

            assertThatThrownBy(grid::connectNow)
                    .isInstanceOf(Problem.class)
                    .hasMessage("the coordinator in this process cannot go on: No space left on device");
        }
    }

    private record OneCoordinator(CompletionStage<String> failure) implements Parts, Parts.Coordinator {
        @Override
        public Coordinator coordinator(CoordinatorConfig config) {
            return this;
        }

        @Override
        public Worker worker(WorkerSettings settings, Channel channel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Channel channel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public int metricsPort() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
