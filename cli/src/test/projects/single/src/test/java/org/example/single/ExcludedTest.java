package org.example.single;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Left out by name in one execution, the only one in the other, which starts elsewhere. */
@Tag("quick")
class ExcludedTest {
    @Test
    void startsElsewhere() {
        assertEquals(new File(System.getProperty("basedir"), "target/elsewhere").getPath(), new File("").getAbsolutePath());
    }
}
