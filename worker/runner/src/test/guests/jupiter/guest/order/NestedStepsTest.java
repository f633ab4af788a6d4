package guest.order;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class NestedStepsTest {
    @Test
    void outer() {}

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Inner {
        @BeforeAll
        void fails() {
            throw new IllegalStateException("no inner test can run");
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }
}
