package guest.given;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTest {
    private static int runs;

    @Test
    void wantsCleanState() {
        assertFalse(State.dirty);
    }

    @Test
    void runsOnce() {
        assertEquals(1, ++runs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void takes(int number) {
        assertFalse(State.dirty);
    }
}
