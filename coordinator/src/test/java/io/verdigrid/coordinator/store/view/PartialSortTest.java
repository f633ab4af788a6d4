package io.verdigrid.coordinator.store.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialSortTest {
    private record Pair(long key, int rank) {}

    @Test
    void thePartIsThatOfTheSortedWhole() {
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(1_000);
            int keys = 1 + random.nextInt(1_000);
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                pairs.add(new Pair(random.nextInt(keys) - 100L, i));
            }
            if (seed % 3 == 1) {
                Collections.reverse(pairs);
            } else if (seed % 3 == 2) {
                Collections.shuffle(pairs, random);
            }
            int from = random.nextInt(size + 1);
            int to = from + random.nextInt(size - from + 1);
            PartialSort sort = new PartialSort(size);
            pairs.forEach(pair -> sort.add(pair.key(), pair.rank()));

            sort.sort(from, to);

            pairs.sort(Comparator.comparingLong(Pair::key).thenComparingInt(Pair::rank));
            for (int place = from; place < to; place++) {
                assertThat(sort.rank(place))
                        .as("seed %d", seed)
                        .isEqualTo(pairs.get(place).rank());
            }
        }
    }
}
