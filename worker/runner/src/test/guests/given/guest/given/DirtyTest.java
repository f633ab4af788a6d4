package guest.given;

import org.junit.jupiter.api.Test;

class DirtyTest {
    @Test
    void cleans() {
        State.dirty = false;
    }

    @Test
    void dirties() {
        State.dirty = true;
    }

    @Test
    void leavesAlone() {}
}
