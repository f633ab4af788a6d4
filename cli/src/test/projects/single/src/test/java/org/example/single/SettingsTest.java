package org.example.single;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Green under Surefire, and under anything that gives tests what Surefire gives them. */
@Tag("fast")
class SettingsTest {
    @Test
    void mainClassesAreThere() {
        assertEquals("Hello, you", Greeting.of("you"));
    }

    @Test
    void systemPropertiesAreThere() {
        assertEquals("of the pom", System.getProperty("from.variables"));
        assertEquals("two words", System.getProperty("from.arg.line"));
        assertTrue(System.getProperty("slot").matches("fork-\\d+"), System.getProperty("slot"));
    }

    @Test
    void environmentIsThere() {
        assertTrue(Files.isDirectory(Path.of(System.getenv("FROM_ENVIRONMENT"))));
        assertNull(System.getenv("NOT_FOR_TESTS"));
    }

    @Test
    void workingDirectoryIsTheModule() {
        assertTrue(new File("pom.xml").isFile());
        assertEquals(new File("").getAbsolutePath(), System.getProperty("basedir"));
        assertTrue(new File(System.getProperty("build.folder"), "org/example/single/SettingsTest.class").isFile());
    }

    @Test
    void classpathIsSurefires() {
        assertNotNull(SettingsTest.class.getResource("/additional.txt"));
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.hamcrest.Matcher"));
    }

    @Test
    void assertionsAreOn() {
        boolean on = false;
        assert on = true;
        assertTrue(on);
    }

    @Test
    @Tag("slow")
    void excludedByItsTag() {
        assertFalse(true, "excludedGroups has no effect");
    }
}
