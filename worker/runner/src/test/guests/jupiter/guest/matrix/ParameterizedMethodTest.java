package guest.matrix;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterizedMethodTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void isNotThree(int number) {
        assertNotEquals(3, number);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void hasNoSource(int number) {}

    @ParameterizedTest
    @ValueSource(ints = {1})
    @Disabled("no parameters today")
    void isDisabled(int number) {}

    static Stream<Integer> broken() {
        throw new IllegalStateException("no numbers");
    }
}
