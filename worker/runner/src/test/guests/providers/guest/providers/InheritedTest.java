package guest.providers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Declares no method by itself. */
@ResourceLock(providers = ProvidedTest.Locks.class)
class InheritedTest extends Base implements More {}

abstract class Base {
    @Test
    void inherited() {}
}

interface More {
    @Test
    default void more() {}
}
