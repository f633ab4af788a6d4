package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.fakes.FakeTime;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.protocol.build.v1.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstWorkerTest {
    private final FakeTime time = new FakeTime();
    private final List<String> said = new ArrayList<>();
    private final BuildListener listener = new BuildListener() {
        @Override
        public void notice(String text) {
            said.add(text);
        }
    };
    private final FirstWorker first = first(Patience.Said.BY_DEFAULT);

    private FirstWorker first(Patience.Said by) {
        Patience patience = new Patience(Duration.ZERO, Duration.ofMinutes(5), by, Optional.empty());
        return new FirstWorker(patience, time, listener, () -> said.add("gave up"));
    }

    private void progress(int workers) {
        first.progress(Progress.newBuilder().setWorkers(workers).build());
    }

    private void after(int seconds) throws InterruptedException {
        time.sleep(Duration.ofSeconds(seconds));
        progress(0);
    }

    @Test
    void saysOnceThatItWaitsAndGivesUpOnce() throws InterruptedException {
        after(2);
        assertThat(said).as("a worker in this process takes a moment").isEmpty();
        after(2);
        after(2);
        assertThat(said)
                .containsExactly(
                        "no worker is there to run this: waiting up to 5:00 for the first (--wait-for-worker)");
        after(300);
        after(1);
        assertThat(said).hasSize(2).endsWith("gave up");
        assertThat(first.gaveUp()).isTrue();
        assertThat(first.problem()).startsWith("no worker came within 5:00 (--wait-for-worker)");
    }

    @Test
    void namesNoOptionOfACommandThatHasNone() throws InterruptedException {
        FirstWorker ofDemo = first(Patience.Said.BY_NOBODY);
        time.sleep(Duration.ofSeconds(4));
        ofDemo.progress(Progress.getDefaultInstance());
        assertThat(said).containsExactly("no worker is there to run this: waiting up to 5:00 for the first");
        assertThat(ofDemo.problem()).isEqualTo("no worker came within 5:00; the build was cancelled");
    }

    @Test
    void theFirstIsEnoughWhateverBecomesOfIt() throws InterruptedException {
        progress(1);
        after(600);
        assertThat(said).isEmpty();
        assertThat(first.gaveUp()).isFalse();
    }
}
