package guest.broken;

import org.junit.jupiter.api.Test;

class BrokenSignatureTest {
    @Test
    void test() {}

    Missing helper() {
        return null;
    }
}
