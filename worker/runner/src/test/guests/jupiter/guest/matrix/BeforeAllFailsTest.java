package guest.matrix;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BeforeAllFailsTest {
    @BeforeAll
    static void fail() {
        throw new IllegalStateException("no fixture");
    }

    @Test
    void first() {}

    @Test
    void second() {}

    @TestFactory
    Stream<DynamicTest> makes() {
        return Stream.empty();
    }
}
