package io.verdigrid.deployer.judge;

/**
 * What one metric shows at one look.
 *
 * @param effect canary less control, each less its own past, on the scale of the test: logarithms or the metric's unit
 * @param error its standard error
 * @param freedom the degrees of freedom of that error
 * @param higher how unlikely so high an effect is without one, as a normal deviate
 * @param lower the same of so low an effect
 * @param scale what the effect is measured in
 * @param levels the levels behind it
 */
record Evidence(double effect, double error, double freedom, double higher, double lower, Scale scale, Levels levels) {
    /** By Student's test of the effect. */
    static Evidence student(double effect, double error, double freedom, Scale scale, Levels levels) {
        double higher = Tail.normalOf(effect / error, freedom);
        return new Evidence(effect, error, freedom, higher, -higher, scale, levels);
    }

    /** How unlikely an effect this far below a harm of this size is, as a normal deviate. */
    double below(double harm, int sign) {
        return Tail.normalOf((harm - sign * effect) / error, freedom);
    }

    /** The distance from the effect that belongs to a boundary. */
    double reach(double boundary) {
        return Tail.studentOf(boundary, freedom) * error;
    }
}
