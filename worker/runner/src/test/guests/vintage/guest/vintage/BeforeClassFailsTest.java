package guest.vintage;

import org.junit.BeforeClass;
import org.junit.Test;

public class BeforeClassFailsTest {
    @BeforeClass
    public static void fail() {
        throw new IllegalStateException("no fixture");
    }

    @Test
    public void first() {}

    @Test
    public void second() {}
}
