package io.verdigrid.coordinator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final CompletableFuture<Throwable> defect = new CompletableFuture<>();
    private final Mailbox mailbox = new Mailbox(defect::complete);

    @Test
    void doesEverythingInOrderBeforeItCloses() {
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            mailbox.execute(() -> done.add(number));
        }
        mailbox.close();
        assertThat(done).hasSize(1000).isSorted();
        assertThatThrownBy(() -> mailbox.execute(() -> done.add(0))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void tellsADefectAndTakesNothingMore() throws Exception {
        mailbox.execute(() -> {
            throw new IllegalStateException("a defect");
        });
        assertThat(defect.get(10, TimeUnit.SECONDS)).hasMessage("a defect");
        assertThatThrownBy(() -> mailbox.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        mailbox.close();
    }
}
