package guest.providers;

import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

@ResourceLock(value = "known", providers = BrokenProviderTest.Locks.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class BrokenProviderTest {
    @Test
    void test() {}

    static class Locks implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> type) {
            throw new IllegalStateException("on purpose");
        }
    }
}
