package io.verdigrid.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A seed means the same order everywhere. */
class ShuffleTest {
    @Test
    void drawsTheNumbersOfSplitMix64() {
        Shuffle shuffle = new Shuffle(1_234_567);
        assertThat(List.of(shuffle.next(), shuffle.next(), shuffle.next()))
                .as("published test vector of the reference implementation in C")
                .containsExactly(
                        6_457_827_717_110_365_317L,
                        3_203_168_211_198_807_973L,
                        Long.parseUnsignedLong("9817491932198370423"));
    }

    @Test
    void keepsAllItemsAndOneOrderForASeed() {
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            items.add(i);
        }
        List<Integer> once = new Shuffle(42).of(items);
        assertThat(once).containsExactlyInAnyOrderElementsOf(items).isEqualTo(new Shuffle(42).of(items));
        assertThat(new Shuffle(43).of(items)).isNotEqualTo(once);
    }

    @Test
    void eachPlaceIsEquallyLikely() {
        int[] first = new int[4];
        for (int seed = 0; seed < 4_000; seed++) {
            first[new Shuffle(seed).of(List.of(0, 1, 2, 3)).get(0)]++;
        }
        for (int count : first) {
            assertThat(count).isBetween(850, 1_150);
        }
    }

    @Test
    void aSuiteIsSortedBeforeItIsShuffled() {
        List<HuntedSuite.OneClass> classes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            classes.add(new HuntedSuite.OneClass("c" + i, List.of("c" + i + "b", "c" + i + "a", "c" + i + "c")));
        }
        List<String> order = new HuntedSuite("", classes).shuffled(7);
        for (int seed = 0; seed < 10; seed++) {
            List<HuntedSuite.OneClass> otherwise = new ArrayList<>(classes);
            Collections.shuffle(otherwise, new Random(seed));
            assertThat(new HuntedSuite("", otherwise).shuffled(7)).isEqualTo(order);
        }
        assertThat(order).hasSize(60).doesNotHaveDuplicates();
        for (int i = 0; i < 60; i += 3) {
            String of = order.get(i).replaceAll("[abc]$", "");
            assertThat(order.subList(i, i + 3))
                    .as("a class stays together")
                    .allMatch(test -> test.matches(of + "[abc]"));
        }
    }
}
