package guest.crash;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.MethodName.class)
class OutOfMemoryTest {
    @Test
    void a() {}

    @Test
    void b() {
        byte[][] all = new byte[100_000][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[1 << 20];
        }
    }

    @Test
    void c() {}
}
