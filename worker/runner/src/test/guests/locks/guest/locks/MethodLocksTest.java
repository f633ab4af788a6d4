package guest.locks;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

class MethodLocksTest extends LockedBase {
    @Test
    @ResourceLock(value = "db", mode = ResourceAccessMode.READ)
    void reads() {}

    @Test
    void free() {}

    @Nested
    class Inner {
        @Test
        @ResourceLock("inner")
        void writes() {}
    }
}
