package guest.broken;

import org.junit.jupiter.api.Test;

class FineTest {
    @Test
    void fine() {}
}
