package io.verdigrid.coordinator.engine;

/**
 * Makes build ids: the millisecond of the submission in base 32, nine digits in an alphabet that sorts; two builds never
 * share a millisecond. Mailbox thread only.
 */
final class BuildIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 9;

    private long last;

    /** Ids that sort behind {@code newest}, which may be empty. */
    BuildIds(String newest) {
        last = newest.isEmpty() ? 0 : value(newest);
    }

    String next(long nowMs) {
        last = Math.max(nowMs, last + 1);
        StringBuilder id = new StringBuilder(LENGTH);
        for (int shift = 5 * (LENGTH - 1); shift >= 0; shift -= 5) {
            id.append(DIGITS.charAt((int) (last >>> shift) & 31));
        }
        return id.toString();
    }

    /** An id that this class did not make counts as none. */
    private static long value(String id) {
        long value = 0;
        for (int i = 0; i < id.length(); i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0 || id.length() != LENGTH) {
                return 0;
            }
            value = value << 5 | digit;
        }
        return value;
    }
}
