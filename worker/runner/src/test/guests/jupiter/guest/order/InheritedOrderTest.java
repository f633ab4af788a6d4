package guest.order;

import org.junit.jupiter.api.Test;

class InheritedOrderTest extends SequenceBase {
    @Test
    void only() {}
}
