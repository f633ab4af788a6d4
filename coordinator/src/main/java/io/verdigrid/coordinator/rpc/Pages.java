package io.verdigrid.coordinator.rpc;

/** How listings are cut into pages. */
final class Pages {
    private Pages() {}

    /** The page's size; throws IllegalArgumentException for one that is not allowed. */
    static int size(int asked, int usual, int most) {
        if (asked < 0 || asked > most) {
            throw new IllegalArgumentException("page_size: " + asked + ", allowed are 0 to " + most);
        }
        return asked == 0 ? usual : asked;
    }

    /** The position that a page token of ours stands for; throws IllegalArgumentException for any other text. */
    static int offset(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        if (!token.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("page_token: '" + token + "' is none that an answer gave");
        }
        return Integer.parseInt(token);
    }
}
