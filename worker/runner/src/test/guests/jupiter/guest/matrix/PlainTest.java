package guest.matrix;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    @Tag("fast")
    void passes() {}

    @Test
    void fails() {
        Assertions.fail("as it should");
    }

    @Test
    void aborts() {
        Assumptions.assumeTrue(false, "not here");
    }

    @Test
    @Disabled("not now")
    void isDisabled() {}
}
