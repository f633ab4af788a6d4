package io.verdigrid.deployer.judge;

/**
 * A variance as a sum of squares over degrees of freedom.
 *
 * @param squares the sum of squares
 * @param freedom the degrees of freedom; 0 where nothing is known
 */
record Spread(double squares, double freedom) {
    static final Spread UNKNOWN = new Spread(0, 0);

    /** How unlikely the present must be under the past before the past no longer counts. */
    private static final double ANOTHER_TIME = 0.01;

    boolean known() {
        return freedom > 0;
    }

    double variance() {
        return squares / freedom;
    }

    Spread plus(Spread other) {
        return new Spread(squares + other.squares, freedom + other.freedom);
    }

    /** This, of the present, with what is known of the past, unless the present is plainly more restless. */
    Spread with(Spread past) {
        if (!past.known()) {
            return this;
        }
        if (!known()) {
            return past;
        }
        double ratio = variance() / past.variance();
        boolean another = ratio > 1 && Tail.ofRatio(ratio, freedom, past.freedom) < ANOTHER_TIME;
        return another ? this : plus(past);
    }

    /** Of these values round their mean. */
    static Spread of(double... values) {
        int n = 0;
        double sum = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                n++;
            }
        }
        double squares = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - sum / n) * (value - sum / n);
            }
        }
        return n < 2 ? UNKNOWN : new Spread(squares, n - 1);
    }
}
