package io.verdigrid.cli.culprits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.trunk.GitRepository.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void namesEachTestsOwnCulpritOnSixteenCommits() throws Exception {
        History history = new History(16);
        history.breaks("a", 5, 1);
        history.breaks("b", 12, 1);
        history.unbuildable.addAll(Set.of(8, 9));

        assertThat(search(history, 3)).containsExactlyInAnyOrder("a: 5", "b: 12");
        assertThat(said).filteredOn(line -> line.startsWith("trying")).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16})
    void findsWhatFailsAlwaysWhateverDoesNotBuild(int atOnce) throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int commits = 1 + random.nextInt(60);
            History history = new History(commits);
            for (int i = 1; i < commits; i++) {
                if (random.nextInt(6) == 0) {
                    history.unbuildable.add(i);
                }
            }
            Map<String, Integer> culprits = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                int culprit = 1 + random.nextInt(commits);
                culprits.put("t" + i, culprit);
                history.breaks("t" + i, culprit, 1);
            }
            List<String> expected = culprits.entrySet().stream()
                    .map(one -> one.getKey() + ": " + history.suspects(one.getValue()))
                    .toList();
            assertThat(search(history, atOnce))
                    .as("seed %d, %d commits", seed, commits)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(history.built).as("no commit is built twice").hasSameSizeAs(new HashSet<>(history.built));
        }
    }

    @Test
    void moreCommitsAtOnceTakeFewerRounds() throws Exception {
        History history = new History(256);
        history.breaks("a", 77, 1);
        search(history, 1);
        assertThat(said).filteredOn(line -> line.startsWith("trying")).hasSize(8);
        said.clear();
        search(history, 15);
        assertThat(said).filteredOn(line -> line.startsWith("trying")).hasSize(2);
    }

    @Test
    void findsWhatFailsSometimesAsOftenAsItPromises() throws Exception {
        int right = 0;
        int searched = 0;
        for (int seed = 0; seed < 200; seed++) {
            History history = new History(16);
            history.random = new Random(seed);
            history.breaks("a", 11, 0.4);
            List<String> found = search(history, 4);
            if (!found.get(0).startsWith("a: not reproduced")) {
                searched++;
                right += found.get(0).startsWith("a: 11") ? 1 : 0;
            }
        }
        assertThat(searched).isGreaterThan(190);
        assertThat((double) right / searched).isGreaterThan(0.8);
    }

    @Test
    void saysWhatIsGreenNowOrWasRedBefore() throws Exception {
        History history = new History(4);
        history.breaks("gone", 5, 1);
        history.breaks("old", 0, 1);
        assertThat(search(history, 4))
                .containsExactlyInAnyOrder("gone: not reproduced in 20 runs", "old: red before, 3 of 3");
    }

    @Test
    void aRedByChanceNamesNobody() throws Exception {
        History history = new History(16);
        history.breaks("a", 12, 1);
        // On the first run of each commit before the culprit.
        history.redOnce = true;
        assertThat(search(history, 4)).containsExactly("a: 12");
    }

    @Test
    void anEndThatDoesNotBuildIsSaid() {
        History history = new History(4);
        history.breaks("a", 2, 1);
        history.unbuildable.add(0);
        assertThatThrownBy(() -> search(history, 2))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("c0 (commit 0) does not build here");
    }

    private List<String> search(History history, int atOnce) throws InterruptedException {
        List<Commit> line = IntStream.rangeClosed(0, history.last)
                .mapToObj(i -> new Commit("c" + i, "commit " + i))
                .toList();
        try (Search search = new Search(line, history, new Search.Limits(atOnce, atOnce, 20), text -> {
            synchronized (said) {
                said.add(text);
            }
        })) {
            return search.of(new LinkedHashSet<>(history.tests())).stream()
                    .map(SearchTest::text)
                    .toList();
        }
    }

    private static String text(Finding finding) {
        String name = finding.test().title() + ": ";
        if (finding instanceof Finding.Guilty guilty) {
            return name
                    + String.join(
                            ",",
                            guilty.commits().stream()
                                    .map(commit -> commit.revision().substring(1))
                                    .toList());
        }
        return finding instanceof Finding.RedBefore before
                ? name + "red before, " + before.reds() + " of " + before.runs()
                : name + "not reproduced in " + ((Finding.NotReproduced) finding).runs() + " runs";
    }

    /** Commits 0 to last, of which some make tests fail, in a part of their runs. */
    private static final class History implements Trial {
        final int last;
        final Set<Integer> unbuildable = new HashSet<>();
        final List<Integer> built = new ArrayList<>();
        Random random = new Random(1);
        boolean redOnce;
        private final Map<RedTest, Integer> culprits = new LinkedHashMap<>();
        private final Map<RedTest, Double> rates = new ConcurrentHashMap<>();

        History(int last) {
            this.last = last;
        }

        void breaks(String name, int commit, double rate) {
            RedTest test = new RedTest("", name, name, name, name);
            culprits.put(test, commit);
            rates.put(test, rate);
        }

        Set<RedTest> tests() {
            return culprits.keySet();
        }

        /** The culprit, with those about which nothing can be known. */
        String suspects(int culprit) {
            int from = culprit;
            while (from > 1 && unbuildable.contains(from - 1)) {
                from--;
            }
            int to = culprit;
            while (unbuildable.contains(to)) {
                to++;
            }
            return String.join(
                    ",",
                    IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList());
        }

        @Override
        public synchronized Map<RedTest, Tally> tallies(
                Commit commit, Set<RedTest> tests, ToIntBiFunction<RedTest, Tally> wanted) throws Unbuildable {
            int at = Integer.parseInt(commit.revision().substring(1));
            built.add(at);
            if (unbuildable.contains(at)) {
                throw new Unbuildable("\nno such class\n");
            }
            Map<RedTest, Tally> seen = new HashMap<>();
            for (RedTest test : tests) {
                Tally tally = Tally.NONE;
                while (wanted.applyAsInt(test, tally) > 0) {
                    boolean broken =
                            at >= culprits.getOrDefault(test, 0) && random.nextDouble() < rates.getOrDefault(test, 0.0);
                    boolean chance = redOnce && at > 0 && tally.runs() == 0;
                    tally = tally.plus(broken || chance ? new Tally(1, 0) : new Tally(0, 1));
                }
                seen.put(test, tally);
            }
            return seen;
        }
    }
}
