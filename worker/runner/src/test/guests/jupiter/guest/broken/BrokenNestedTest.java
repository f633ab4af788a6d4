package guest.broken;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BrokenNestedTest {
    @Test
    void outer() {}

    @Nested
    class WhenBroken extends Missing {
        @Test
        void inner() {}
    }
}
