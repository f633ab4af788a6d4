package guest.crash;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.MethodName.class)
class NastyTest {
    @Test
    void a_closesSystemOut() {
        System.out.close();
        System.out.println("still open");
    }

    @Test
    void b_interrupts() {
        Thread.currentThread().interrupt();
    }

    @Test
    void c_overflowsWhilePrinting() {
        recurse(0);
    }

    private int recurse(int depth) {
        System.out.println(depth);
        return recurse(depth + 1) + 1;
    }

    @Test
    void d_throwsWhatCannotBeShown() {
        throw new Unspeakable();
    }

    @Test
    void e_throwsALongStory() {
        throw new IllegalStateException(new String(new char[3_000_000]).replace('\0', 'x'));
    }

    @Test
    void f_replacesStreamsAndHandlers() {
        System.setOut(null);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> Runtime.getRuntime().halt(9));
        Thread.currentThread().setContextClassLoader(null);
    }

    static final class Unspeakable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }
}
