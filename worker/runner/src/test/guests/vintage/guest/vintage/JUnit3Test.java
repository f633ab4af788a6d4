package guest.vintage;

import junit.framework.TestCase;

public class JUnit3Test extends TestCase {
    public void testPasses() {}

    public void testFails() {
        fail("as it should");
    }
}
