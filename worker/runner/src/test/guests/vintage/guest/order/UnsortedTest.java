package guest.order;

import org.junit.FixMethodOrder;
import org.junit.Test;

@FixMethodOrder
public class UnsortedTest {
    @Test
    public void only() {}
}
