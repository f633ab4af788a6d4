package guest.vintage;

import java.util.Arrays;
import org.junit.Assert;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

@RunWith(Parameterized.class)
public class RowsTest {
    @Parameterized.Parameter
    public int row;

    @Parameterized.Parameters
    public static Iterable<Object> rows() {
        return Arrays.<Object>asList(1, 2);
    }

    @Test
    public void isOne() {
        Assert.assertEquals(1, row);
    }
}
