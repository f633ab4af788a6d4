package org.example.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import org.example.library.Sum;
import org.junit.jupiter.api.Test;

class ApplicationTest {
    @Test
    void seesTheOtherModule() {
        assertEquals(5, Sum.of(2, 3));
    }

    @Test
    void startsInItsOwnModule() {
        assertTrue(new File("src/test/java/org/example/application/ApplicationTest.java").isFile());
    }
}
