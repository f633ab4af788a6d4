package io.verdigrid.coordinator.store.view;

/**
 * Wilson's 95 % score interval of a rate. Immutable.
 *
 * <p>With p = passes / n and z = 1.959964, the 97.5th percentile of the normal distribution: (p + z^2 / 2n ± z sqrt(p (1 -
 * p) / n + z^2 / 4n^2)) / (1 + z^2 / n). Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927), 209-212.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
record WilsonInterval(double low, double high) {
    private static final double Z = 1.959963984540054;

    /** The interval for so many passes of so many runs; without a run, all from 0 to 1. */
    static WilsonInterval of(int passes, int runs) {
        if (runs == 0) {
            return new WilsonInterval(0, 1);
        }
        double p = (double) passes / runs;
        double z2 = Z * Z / runs;
        double centre = p + z2 / 2;
        double half = Math.sqrt(z2 * p * (1 - p) + z2 * z2 / 4);
        // At the ends the formula gives 0 and 1 exactly, but doubles do not.
        double low = passes == 0 ? 0 : (centre - half) / (1 + z2);
        double high = passes == runs ? 1 : (centre + half) / (1 + z2);
        return new WilsonInterval(low, high);
    }
}
