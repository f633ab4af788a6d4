package io.verdigrid.cli.culprits;

/** How runs of one test on one commit ended. */
record Tally(int reds, int greens) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(reds + other.reds, greens + other.greens);
    }

    int runs() {
        return reds + greens;
    }
}
