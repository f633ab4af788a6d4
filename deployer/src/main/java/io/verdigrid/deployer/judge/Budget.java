package io.verdigrid.deployer.judge;

/**
 * How often a judge may be wrong.
 *
 * @param falseAlarm the probability that a push that changes nothing is rolled back, over all its metrics and looks
 * @param falseSafe the probability, for one metric, that a harm of just the margin is called SAFE
 * @param spending how the budgets are spent over the looks: of the share t of the information, t to this power is spent. 1
 *     sees gross harm soonest, 3 is about what O'Brien and Fleming do
 */
public record Budget(double falseAlarm, double falseSafe, double spending) {
    /** One false rollback in 500 pushes, 2 % of harms of the margin missed. */
    public static final Budget USUAL = new Budget(0.002, 0.02, 2);

    /** Checks the ranges. */
    public Budget {
        probability("false-alarm", falseAlarm);
        probability("false-safe", falseSafe);
        if (!(spending >= 0.5 && spending <= 5)) {
            throw new IllegalArgumentException("spending " + spending + ": 0.5 to 5");
        }
    }

    private static void probability(String name, double value) {
        if (!(value >= 1e-9 && value <= 0.5)) {
            throw new IllegalArgumentException(name + " " + value + ": 1e-9 to 0.5");
        }
    }
}
