package io.verdigrid.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What delta debugging leaves: it still holds, and no single item of it can go. */
class MinimiserTest {
    private int asked;
    private int levels;

    private List<Integer> minimal(int size, Predicate<List<Integer>> holds) throws InterruptedException {
        List<Integer> items = IntStream.range(0, size).boxed().toList();
        return Minimiser.minimal(items, lists -> {
            levels++;
            asked += lists.size();
            return lists.stream().map(holds::test).toList();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsExactlyWhatIsNeededWhereMoreNeverHurts(long seed) throws InterruptedException {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(200);
            Set<Integer> needed = new HashSet<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                needed.add(random.nextInt(size));
            }
            assertThat(minimal(size, list -> list.containsAll(needed)))
                    .containsExactlyElementsOf(needed.stream().sorted().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatItLeavesIsMinimalWhereOthersClean(long seed) throws InterruptedException {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            int size = 2 + random.nextInt(60);
            int polluter = random.nextInt(size);
            int cleaner = random.nextInt(size);
            Predicate<List<Integer>> red = list -> list.lastIndexOf(polluter) > list.lastIndexOf(cleaner);
            if (polluter <= cleaner) {
                continue;
            }
            List<Integer> left = minimal(size, red);
            assertThat(red.test(left)).isTrue();
            assertThat(left).containsExactly(polluter);
        }
    }

    @Test
    void anyTestThatSaysSoEndsMinimal() throws InterruptedException {
        for (int seed = 0; seed < 50; seed++) {
            int salt = seed;
            Predicate<List<Integer>> arbitrary = list ->
                    list.size() == 40 || (!list.isEmpty() && Math.floorMod(list.hashCode() * 31 + salt, 3) == 0);
            List<Integer> left = minimal(40, arbitrary);
            assertThat(arbitrary.test(left)).isTrue();
            if (left.size() > 1) {
                for (int i = 0; i < left.size(); i++) {
                    List<Integer> without = new ArrayList<>(left);
                    without.remove(i);
                    assertThat(arbitrary.test(without)).isFalse();
                }
            }
        }
    }

    @Test
    void nothingIsLeftWhereNothingIsNeeded() throws InterruptedException {
        assertThat(minimal(10, list -> true)).isEmpty();
        assertThat(minimal(0, list -> true)).isEmpty();
    }

    @Test
    void oneOfTwoThousandTakesTwelveLevels() throws InterruptedException {
        minimal(2_000, list -> list.contains(1_234));
        assertThat(levels).isBetween(11, 13);
        assertThat(asked).isLessThanOrEqualTo(26);
    }
}
