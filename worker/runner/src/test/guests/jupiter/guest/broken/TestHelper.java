package guest.broken;

class TestHelper {
    Missing helper() {
        return null;
    }
}
