package io.verdigrid.cli.hunt;

import java.util.ArrayList;
import java.util.List;

/**
 * Shuffles the same way on every machine and in every language: Fisher and Yates's shuffle (Durstenfeld's form, from the last
 * place down) over SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014). A number
 * below n is drawn as {@code (next >>> 1) mod n}. Not thread-safe.
 */
final class Shuffle {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Shuffle(long seed) {
        state = seed;
    }

    /** The next 64 bits of SplitMix64. */
    long next() {
        state += GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    <T> List<T> of(List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = (int) ((next() >>> 1) % (i + 1));
            T last = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, last);
        }
        return shuffled;
    }
}
