package io.verdigrid.deployer.judge;

/**
 * What effects are measured in.
 *
 * @param logarithmic whether an effect is a logarithm of a ratio
 * @param level the level before, of which a relative margin is a share; used where the scale is linear
 */
record Scale(boolean logarithmic, double level) {
    static final Scale RATIO = new Scale(true, 1);

    /** The size of a harm of the margin; above 0. */
    double of(Margin margin, int sign) {
        if (!logarithmic) {
            return margin.relative() ? margin.size() * level : margin.size();
        }
        return sign > 0 ? Math.log1p(margin.size()) : -Math.log1p(-margin.size());
    }

    /** An effect as people read it: a share of the level before where the margin is one, else in the metric's unit. */
    double shown(double effect, Margin margin) {
        if (logarithmic) {
            return Math.expm1(effect);
        }
        return margin.relative() ? effect / level : effect;
    }
}
