package guest.locks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("one")
@ResourceLock(value = "two", mode = ResourceAccessMode.READ)
class RepeatedTest {
    @Test
    void test() {}
}
