package guest.locks;

import org.junit.jupiter.api.Test;

@OfItsOwn
class MetaTest {
    @Test
    void test() {}
}
