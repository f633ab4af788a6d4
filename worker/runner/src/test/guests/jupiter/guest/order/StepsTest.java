package guest.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test needs those before it. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class StepsTest {
    private static int steps;

    @Test
    void a() {
        System.out.println("in a");
        steps++;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void b(int number) {
        assertEquals(number, steps++);
    }

    @Test
    void c() {
        assertEquals(4, steps++);
    }

    @Test
    void d() {
        System.out.println("in d");
        assertNotEquals(0, steps);
        if (Boolean.getBoolean("guest.exit")) {
            Runtime.getRuntime().halt(9);
        }
    }

    @Test
    void e() {
        assertEquals(5, steps);
    }

    @AfterAll
    static void fails() {
        if (Boolean.getBoolean("guest.afterAll")) {
            throw new IllegalStateException("after all");
        }
    }
}
