package io.verdigrid.worker.guest;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One test of each kind. */
@SuppressWarnings("JUnitClassModifiers")
public class CalmGuest {
    @BeforeAll
    static void before() {
        System.out.println("before all");
    }

    @AfterAll
    static void after() {
        System.out.println("after all");
    }

    @Test
    void passes() {
        System.out.println("in passes, " + new java.io.File("data.txt").length());
    }

    @Test
    void fails() {
        System.err.println("in fails");
        fail("on purpose");
    }

    @Test
    @Disabled("not today")
    void sleeps() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void counts(int number) {
        System.out.println("number " + number);
    }
}
