package org.example.single;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class OddlyNamedName {
    @Test
    void foundByItsExpression() {}

    @Nested
    class InnerTest {
        @Test
        void foundThroughItsClass() {}
    }

    static class StaticTest {
        @Test
        void leftOutByDefault() {
            throw new AssertionError("excludes have no effect");
        }
    }
}
