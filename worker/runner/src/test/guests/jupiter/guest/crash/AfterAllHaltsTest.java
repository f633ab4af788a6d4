package guest.crash;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AfterAllHaltsTest {
    @Test
    void a() {}

    @AfterAll
    static void halt() {
        Runtime.getRuntime().halt(4);
    }
}
