package io.verdigrid.coordinator.store.view;

/**
 * Pairs of a key and a rank, of which a part can be sorted: what stands in it is then what would stand there in the sorted whole
 * (Hoare's quickselect). Ranks differ. For one thread.
 */
final class PartialSort {
    private static final int SMALL = 24;

    private final long[] keys;
    private final int[] ranks;
    private int size;

    PartialSort(int most) {
        keys = new long[most];
        ranks = new int[most];
    }

    void add(long key, int rank) {
        keys[size] = key;
        ranks[size++] = rank;
    }

    int size() {
        return size;
    }

    int rank(int place) {
        return ranks[place];
    }

    /** Sorts the places from {@code from} up to {@code to}, which is not among them. */
    void sort(int from, int to) {
        sort(0, size, from, to);
    }

    private void sort(int begin, int end, int from, int to) {
        int low = begin;
        int high = end;
        while (high - low > SMALL && to > low && from < high) {
            int split = partition(low, high);
            if (to <= split) {
                high = split;
            } else if (from >= split) {
                low = split;
            } else {
                sort(low, split, from, to);
                low = split;
            }
        }
        if (high - low <= SMALL) {
            insert(low, high);
        }
    }

    private void insert(int low, int high) {
        for (int i = low + 1; i < high; i++) {
            for (int at = i; at > low && isLess(keys[at], ranks[at], at - 1); at--) {
                swap(at, at - 1);
            }
        }
    }

    /** Answers a place strictly inside: what stands before it is lower than what stands from it on. */
    private int partition(int low, int high) {
        int pivot = median(low, (low + high) >>> 1, high - 1);
        long key = keys[pivot];
        int rank = ranks[pivot];
        int left = low;
        int right = high - 1;
        while (true) {
            while (keys[left] < key || (keys[left] == key && ranks[left] < rank)) {
                left++;
            }
            while (isLess(key, rank, right)) {
                right--;
            }
            if (left >= right) {
                return left;
            }
            swap(left++, right--);
        }
    }

    private int median(int a, int b, int c) {
        boolean ordered = isLess(keys[a], ranks[a], b);
        int low = ordered ? a : b;
        int high = ordered ? b : a;
        return isLess(keys[c], ranks[c], low) ? low : isLess(keys[c], ranks[c], high) ? c : high;
    }

    private boolean isLess(long key, int rank, int place) {
        return key < keys[place] || (key == keys[place] && rank < ranks[place]);
    }

    private void swap(int a, int b) {
        long key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
        int rank = ranks[a];
        ranks[a] = ranks[b];
        ranks[b] = rank;
    }
}
