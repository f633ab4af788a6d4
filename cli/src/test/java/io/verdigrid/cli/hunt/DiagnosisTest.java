package io.verdigrid.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.hunt.Finding.Kind;
import io.verdigrid.cli.hunt.Probe.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suites that are made up answer the questions. */
class DiagnosisTest {
    private static final Probe.Victim VICTIM = new Probe.Victim("", "v", "v", "a.V#v()");
    private static final Surrounding AUCKLAND = Surrounding.OTHERS.get(1);

    private final GreenRuns green = new GreenRuns();
    private final List<Probe> asked = new ArrayList<>();

    private Finding find(List<String> before, Surrounding surrounding, Function<Probe, Boolean> isRed)
            throws InterruptedException {
        Probes suite = probes -> {
            asked.addAll(probes);
            return probes.stream()
                    .map(probe -> isRed.apply(probe) ? Answer.RED : Answer.GREEN)
                    .toList();
        };
        return new Diagnosis(suite, green, new Sighting(VICTIM, before, surrounding, "b1")).find();
    }

    private static List<String> tests(int from, int to) {
        List<String> tests = new ArrayList<>();
        for (int i = from; i < to; i++) {
            tests.add("t" + i);
        }
        return tests;
    }

    private static int last(Probe probe, String test) {
        return probe.before().lastIndexOf(test);
    }

    @Test
    void aVictimHasItsPolluterAndItsCleaner() throws InterruptedException {
        List<String> cleaned = new ArrayList<>(tests(0, 100));
        cleaned.remove("t30");
        cleaned.add(0, "t30");
        green.add("v", cleaned);
        List<String> before = new ArrayList<>(tests(0, 100));
        before.remove("t60");
        Finding finding = find(before, Surrounding.USUAL, probe -> last(probe, "t30") > last(probe, "t60"));
        assertThat(finding.kind()).isEqualTo(Kind.VICTIM);
        assertThat(finding.needs()).containsExactly("t30");
        assertThat(finding.cleaners()).containsExactly("t60");
        assertThat(finding.order()).containsExactly("t30", "v");
    }

    @Test
    void aVictimMayNeedTwo() throws InterruptedException {
        Finding finding = find(
                tests(0, 500),
                Surrounding.USUAL,
                probe -> last(probe, "t7") >= 0 && last(probe, "t411") > last(probe, "t7"));
        assertThat(finding.kind()).isEqualTo(Kind.VICTIM);
        assertThat(finding.needs()).containsExactly("t7", "t411");
        assertThat(finding.cleaners()).isEmpty();
    }

    @Test
    void aBrittleTestHasItsSetter() throws InterruptedException {
        green.add("v", tests(0, 50));
        Finding finding = find(tests(20, 30), Surrounding.USUAL, probe -> last(probe, "t13") < 0);
        assertThat(finding.kind()).isEqualTo(Kind.BRITTLE);
        assertThat(finding.needs()).containsExactly("t13");
        assertThat(finding.order()).as("alone it is red").containsExactly("v");
    }

    @Test
    void aTestMayDependOnItsSurroundings() throws InterruptedException {
        Finding finding =
                find(tests(0, 10), AUCKLAND, probe -> probe.surrounding().equals(AUCKLAND));
        assertThat(finding.kind()).isEqualTo(Kind.SURROUNDINGS);
        assertThat(finding.surrounding()).isEqualTo(AUCKLAND);
        assertThat(finding.order()).containsExactly("v");
    }

    @Test
    void aVictimThatShowedInOtherSurroundingsIsAVictimAllTheSame() throws InterruptedException {
        Finding finding = find(tests(0, 10), AUCKLAND, probe -> last(probe, "t3") >= 0);
        assertThat(finding.kind()).isEqualTo(Kind.VICTIM);
        assertThat(finding.needs()).containsExactly("t3");
    }

    @Test
    void aTestMayBeRedBehindOthersInItsSurroundingsOnly() throws InterruptedException {
        Finding finding =
                find(tests(0, 10), AUCKLAND, probe -> probe.surrounding().equals(AUCKLAND) && last(probe, "t3") >= 0);
        assertThat(finding.kind()).isEqualTo(Kind.SURROUNDINGS);
        assertThat(finding.needs()).hasSize(10);
    }

    @Test
    void aTestMayPolluteItself() throws InterruptedException {
        List<String> twice = new ArrayList<>(tests(0, 10));
        twice.add("v");
        twice.add("t10");
        Finding finding = find(twice, Surrounding.USUAL, probe -> probe.before().contains("v"));
        assertThat(finding.kind()).isEqualTo(Kind.SECOND_RUN);
        assertThat(finding.order()).containsExactly("v", "v");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.4})
    void chanceIsCalledChance(double rate) throws InterruptedException {
        Random random = new Random(5);
        int wrong = 0;
        for (int i = 0; i < 300; i++) {
            Finding finding = find(tests(0, 20), Surrounding.USUAL, probe -> random.nextDouble() < rate);
            boolean chance = finding.kind() == Kind.RANDOM || finding.kind() == Kind.NOT_SEEN_AGAIN;
            wrong += chance ? 0 : 1;
            if (chance) {
                assertThat(finding.rate().runs()).isGreaterThanOrEqualTo(Diagnosis.MORE_RUNS);
                assertThat(finding.needs()).isEmpty();
            }
        }
        assertThat(wrong).as("of 300 that nothing but chance decides").isLessThanOrEqualTo(1);
    }

    @Test
    void asksTheSameAgainWhenItGetsTheSameAnswers() throws InterruptedException {
        find(tests(0, 64), Surrounding.USUAL, probe -> last(probe, "t9") >= 0);
        List<Probe> first = List.copyOf(asked);
        asked.clear();
        find(tests(0, 64), Surrounding.USUAL, probe -> last(probe, "t9") >= 0);
        assertThat(asked).isEqualTo(first).doesNotHaveDuplicates();
    }
}
