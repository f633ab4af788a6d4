package guest.ordered;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test needs all those before it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StepsTest {
    private static int steps;

    @Test
    @Order(1)
    void first() {
        assertEquals(0, steps++);
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(ints = {1, 2})
    void next(int step) {
        assertEquals(step, steps++);
    }

    @Test
    @Order(3)
    void last() {
        assertEquals(3, steps);
    }
}
