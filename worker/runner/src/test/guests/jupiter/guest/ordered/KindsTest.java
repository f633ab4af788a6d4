package guest.ordered;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Classes that say in different ways whether their tests belong together. */
class KindsTest {
    @Retention(RetentionPolicy.RUNTIME)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @interface Together {}

    abstract static class Base {
        @Test
        void test() {}
    }

    static class FreeTest extends Base {}

    @TestMethodOrder(MethodOrderer.Random.class)
    static class RandomTest extends Base {}

    @TestInstance(TestInstance.Lifecycle.PER_METHOD)
    static class PerMethodTest extends Base {}

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTest extends Base {}

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ByNameTest extends Base {}

    static class InheritsTest extends ByNameTest {}

    @Together
    static class ComposedTest extends Base {}

    static class NestsTest {
        @Nested
        @TestMethodOrder(MethodOrderer.MethodName.class)
        class Inner extends Base {}
    }
}
