package guest.locks;

import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("base")
abstract class LockedBase {}
