package io.verdigrid.coordinator.judging;

import java.util.List;

/**
 * A change of what is thought of a test, with what it stands on.
 *
 * @param atMs milliseconds since 1970
 * @param reason a sentence
 */
public record Transition(TestState from, TestState to, long atMs, String reason, Evidence evidence) {
    /** Something that somebody did to it, and that leaves what is thought of it as it is. */
    public static Transition note(TestState state, long atMs, String what) {
        return new Transition(state, state, atMs, what, new Evidence(List.of(), List.of(), List.of(), List.of()));
    }

    /**
     * What a change stands on.
     *
     * @param builds that saw it
     * @param codeKeys numbers of the code keys under which it was seen
     * @param redOn workers on which it was red in the newest of these builds
     * @param passedOn workers on which it passed in it
     */
    public record Evidence(List<String> builds, List<Integer> codeKeys, List<String> redOn, List<String> passedOn) {
        /** Copies its lists. */
        public Evidence {
            builds = List.copyOf(builds);
            codeKeys = List.copyOf(codeKeys);
            redOn = List.copyOf(redOn);
            passedOn = List.copyOf(passedOn);
        }
    }
}
