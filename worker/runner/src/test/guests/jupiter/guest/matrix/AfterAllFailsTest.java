package guest.matrix;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AfterAllFailsTest {
    @Test
    void passes() {}

    @AfterAll
    static void fail() {
        throw new IllegalStateException("not cleaned up");
    }
}
