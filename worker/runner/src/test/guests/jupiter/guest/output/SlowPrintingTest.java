package guest.output;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SlowPrintingTest {
    @Test
    void printsAndWaits() throws InterruptedException {
        System.out.println("I am here");
        new CountDownLatch(1).await();
    }
}
