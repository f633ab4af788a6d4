package guest.providers;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

@ResourceLock(providers = ProvidedTest.Locks.class)
class ProvidedTest {
    @Test
    void reads() {}

    @Test
    void free() {}

    static class Locks implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> type) {
            return Collections.singleton(new Lock(type.getSimpleName(), ResourceAccessMode.READ_WRITE));
        }

        @Override
        public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
            return method.getName().equals("free")
                    ? Collections.emptySet()
                    : Collections.singleton(new Lock(method.getName(), ResourceAccessMode.READ));
        }
    }
}
