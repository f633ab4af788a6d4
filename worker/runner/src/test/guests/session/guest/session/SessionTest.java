package guest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SessionTest {
    @Test
    void sessionIsOpenedOnce() {
        System.out.println("sessions " + Counter.opened + ", plans " + Counter.plans);
        assertEquals("main", Thread.currentThread().getName());
        assertEquals(ClassLoader.getSystemClassLoader(), Thread.currentThread().getContextClassLoader());
    }
}
