package io.verdigrid.cli.system.order;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Is red where another left something behind; run by ReplayIT only. */
class SecondVictim {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void finds(int number) {
        assertTrue(number > 0);
        if (number == 2) {
            assertNull(System.getProperty("verdigrid.order"), "nobody was here");
        }
    }
}
