package guest.testng;

import org.testng.Assert;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class TestNgTest {
    @Test
    public void passes() {}

    @Test
    public void fails() {
        Assert.fail("as it should");
    }

    @Test
    public void skips() {
        throw new SkipException("not here");
    }

    @DataProvider
    public Object[][] numbers() {
        return new Object[][] {{1}, {2}, {3}};
    }

    @Test(dataProvider = "numbers")
    public void isNotThree(int number) {
        Assert.assertNotEquals(number, 3);
    }
}
