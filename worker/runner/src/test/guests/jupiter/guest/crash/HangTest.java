package guest.crash;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HangTest {
    @Test
    void hangs() throws InterruptedException {
        synchronized (HangTest.class) {
            System.out.println("hangs");
            new CountDownLatch(1).await();
        }
    }
}
