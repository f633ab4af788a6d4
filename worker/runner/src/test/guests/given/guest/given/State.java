package guest.given;

final class State {
    static boolean dirty;

    private State() {}
}
