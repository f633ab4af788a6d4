package guest.matrix;

import org.junit.jupiter.api.Test;

class NotMatching {
    @Test
    void isNotFoundByScanning() {}
}
