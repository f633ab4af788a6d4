package io.verdigrid.deployer.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Two stretches of steps that follow each other: what came before, and what is compared with it.
 *
 * @param from the first step of the first
 * @param middle the first step of the second
 * @param to the end of the second
 */
record Window(int from, int middle, int to) {
    private static final int MOST_OF_THE_PAST = 500;

    /** The push itself at a look. */
    static Window of(Panel panel, int stepsBefore, int stepsSince) {
        int middle = panel.switchedAt();
        return new Window(middle - stepsBefore, middle, middle + stepsSince);
    }

    /** Windows of the same shape, one beside the other, in the time before this one. */
    List<Window> past() {
        List<Window> past = new ArrayList<>();
        int length = to - from;
        for (int end = from; end - length >= 0 && past.size() < MOST_OF_THE_PAST; end -= length) {
            past.add(new Window(end - length, end - length + middle - from, end));
        }
        return past;
    }
}
