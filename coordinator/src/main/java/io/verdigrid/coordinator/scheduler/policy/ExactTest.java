package io.verdigrid.coordinator.scheduler.policy;

/** Fisher's exact test, one-sided. No instances. */
final class ExactTest {
    private static final int SMALL = 20;

    private ExactTest() {}

    /**
     * How likely it is that of those that something happened to, so many or more are of the first group, if it is as likely
     * in both.
     *
     * @param happened in the first group, of {@code size}
     * @param happenedElsewhere in the second group, of {@code sizeElsewhere}
     */
    static double atLeast(int happened, int size, int happenedElsewhere, int sizeElsewhere) {
        int all = happened + happenedElsewhere;
        int most = Math.min(all, size);
        double sum = 0;
        for (int k = happened; k <= most; k++) {
            if (all - k <= sizeElsewhere) {
                sum += Math.exp(
                        lnChoose(size, k) + lnChoose(sizeElsewhere, all - k) - lnChoose(size + sizeElsewhere, all));
            }
        }
        return Math.min(1, sum);
    }

    private static double lnChoose(int n, int k) {
        return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
    }

    /** Stirling's series; its error is below 1e-9 from where it is used. */
    private static double lnFactorial(int n) {
        if (n <= SMALL) {
            double sum = 0;
            for (int i = 2; i <= n; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        double inverse = 1.0 / n;
        return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + inverse / 12 - inverse * inverse * inverse / 360;
    }
}
