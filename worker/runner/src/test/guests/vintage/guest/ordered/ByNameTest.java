package guest.ordered;

import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** Declares an order. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ByNameTest {
    @Test
    public void a() {}
}
