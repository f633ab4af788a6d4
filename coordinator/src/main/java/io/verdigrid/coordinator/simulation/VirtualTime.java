package io.verdigrid.coordinator.simulation;

import java.util.PriorityQueue;

/** What is to happen, in the order of its time; at one time in the order in which it was said. Not thread-safe. */
final class VirtualTime {
    private final PriorityQueue<Step> future = new PriorityQueue<>();
    private double nowMs;
    private long said;

    private record Step(double atMs, long number, Runnable what) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int byTime = Double.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    double nowMs() {
        return nowMs;
    }

    void at(double millis, Runnable what) {
        future.add(new Step(Math.max(nowMs, millis), said++, what));
    }

    void in(double millis, Runnable what) {
        at(nowMs + millis, what);
    }

    /** Takes the next step; false: there is none. */
    boolean step() {
        Step next = future.poll();
        if (next == null) {
            return false;
        }
        nowMs = next.atMs();
        next.what().run();
        return true;
    }
}
