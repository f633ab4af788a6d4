package guest.order;

import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class SortedTest {
    @Test
    public void a() {}

    @Test
    public void b() {}
}
