package guest.matrix;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManyTest {
    @ParameterizedTest
    @MethodSource("numbers")
    void accepts(int number) {}

    static IntStream numbers() {
        return IntStream.rangeClosed(1, Integer.getInteger("guest.many", 3));
    }
}
