package guest.order;

import org.junit.jupiter.api.Test;

class PlainOrderTest {
    @Test
    void only() {}
}
