package guest.locks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class AloneTest {
    @Test
    void test() {}
}
