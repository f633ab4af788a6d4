package io.verdigrid.worker.guest;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Takes its JVM down, or hangs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class WildGuest {
    @Test
    @Order(1)
    void passes() {}

    @Test
    @Order(2)
    void ends() {
        if (!Boolean.getBoolean("hang")) {
            System.exit(3);
        }
    }

    @Test
    @Order(3)
    void hangs() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
