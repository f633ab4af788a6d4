package guest.matrix;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OuterTest {
    @Test
    void outer() {}

    @Nested
    class Inner {
        @Test
        void inner() {}

        @RepeatedTest(2)
        void repeats() {}
    }
}
