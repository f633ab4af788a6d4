package guest.vintage;

import org.junit.Assert;
import org.junit.Assume;
import org.junit.Ignore;
import org.junit.Test;

public class JUnit4Test {
    @Test
    public void passes() {}

    @Test
    public void fails() {
        Assert.fail("as it should");
    }

    @Test
    public void aborts() {
        Assume.assumeTrue(false);
    }

    @Test
    @Ignore("not now")
    public void isIgnored() {}
}
