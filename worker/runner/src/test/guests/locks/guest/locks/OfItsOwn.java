package guest.locks;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.parallel.ResourceLock;

@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("meta")
@interface OfItsOwn {}
