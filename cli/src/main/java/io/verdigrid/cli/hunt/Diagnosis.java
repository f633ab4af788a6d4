package io.verdigrid.cli.hunt;

import io.verdigrid.cli.hunt.Finding.Kind;
import io.verdigrid.cli.hunt.Finding.Rate;
import io.verdigrid.cli.hunt.Probe.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds out what a test that was red in a round depends on: by running it alone, behind what had run before it, in the usual
 * surroundings and in those of the round, and by making the list of what must run before it shorter while it still shows.
 *
 * <p>The words are those of iDFlakies and iFixFlakies (Lam et al., ICST 2019; Shi et al., ESEC/FSE 2019): a victim passes
 * alone and fails behind a polluter, unless a cleaner runs between; a brittle test fails alone and passes behind a setter. Not
 * thread-safe; it asks for the same things in the same order whenever the answers are the same.
 */
final class Diagnosis {
    /** So often each question is asked before an answer is trusted. */
    static final int TRUSTED = 3;

    /** More runs of one that seems to be left to chance, for its rate. */
    static final int MORE_RUNS = 10;

    private final Probes probes;
    private final GreenRuns green;
    private final Sighting seen;
    private int repetition;

    Diagnosis(Probes probes, GreenRuns green, Sighting seen) {
        this.probes = probes;
        this.green = green;
        this.seen = seen;
    }

    Finding find() throws InterruptedException {
        Answers alone = ask(Surrounding.USUAL, List.of(), TRUSTED);
        if (alone.all(Answer.RED)) {
            return brittle(alone);
        }
        if (!alone.all(Answer.GREEN)) {
            return random(alone, Surrounding.USUAL, List.of());
        }
        if (!seen.surrounding().isUsual()) {
            Answers there = ask(seen.surrounding(), List.of(), TRUSTED);
            if (there.all(Answer.RED)) {
                return found(Kind.SURROUNDINGS, List.of(), List.of(), seen.surrounding(), Rate.NONE);
            }
            if (there.has(Answer.RED)) {
                return random(there, seen.surrounding(), List.of());
            }
        }
        Answers behind = ask(Surrounding.USUAL, seen.before(), TRUSTED);
        if (behind.all(Answer.RED)) {
            return victim();
        }
        if (!behind.has(Answer.RED) && !seen.surrounding().isUsual()) {
            Answers both = ask(seen.surrounding(), seen.before(), TRUSTED);
            if (both.all(Answer.RED)) {
                return found(Kind.SURROUNDINGS, seen.before(), List.of(), seen.surrounding(), Rate.NONE);
            }
            return random(both, seen.surrounding(), seen.before());
        }
        return random(behind, Surrounding.USUAL, seen.before());
    }

    private Finding victim() throws InterruptedException {
        String itself = seen.test().leaf();
        if (seen.before().contains(itself)
                && ask(Surrounding.USUAL, List.of(itself), TRUSTED).all(Answer.RED)) {
            return found(Kind.SECOND_RUN, List.of(itself), List.of(), Surrounding.USUAL, Rate.NONE);
        }
        List<String> polluters = Minimiser.minimal(seen.before(), lists -> each(lists, Answer.RED));
        Answers sure = ask(Surrounding.USUAL, polluters, TRUSTED);
        if (polluters.isEmpty() || !sure.all(Answer.RED)) {
            return random(sure, Surrounding.USUAL, polluters);
        }
        return found(Kind.VICTIM, polluters, cleaners(polluters), Surrounding.USUAL, Rate.NONE);
    }

    /** Looked for where the test passed although its polluters had run before it. */
    private List<String> cleaners(List<String> polluters) throws InterruptedException {
        for (List<String> before : green.of(seen.test().id())) {
            int last = last(before, polluters);
            if (last < 0 || last + 1 >= before.size()) {
                continue;
            }
            List<String> between = before.subList(last + 1, before.size());
            Minimiser.Test<String> cleans = lists -> {
                List<List<String>> behind = new ArrayList<>();
                lists.forEach(list -> behind.add(joined(polluters, list)));
                return each(behind, Answer.GREEN);
            };
            if (cleans.holds(List.of(between)).get(0)) {
                return Minimiser.minimal(between, cleans);
            }
        }
        return List.of();
    }

    /** Where the last of these stands; -1: not all of them are there. */
    private static int last(List<String> order, List<String> these) {
        int last = -1;
        for (String each : these) {
            int at = order.lastIndexOf(each);
            if (at < 0) {
                return -1;
            }
            last = Math.max(last, at);
        }
        return last;
    }

    private Finding brittle(Answers alone) throws InterruptedException {
        for (List<String> before : green.of(seen.test().id())) {
            if (before.isEmpty() || !ask(Surrounding.USUAL, before, TRUSTED).all(Answer.GREEN)) {
                continue;
            }
            List<String> setters = Minimiser.minimal(before, lists -> each(lists, Answer.GREEN));
            Answers sure = ask(Surrounding.USUAL, setters, TRUSTED);
            if (!setters.isEmpty() && sure.all(Answer.GREEN)) {
                return new Finding(
                        Kind.BRITTLE,
                        seen.test(),
                        setters,
                        List.of(),
                        Surrounding.USUAL,
                        List.of(seen.test().leaf()),
                        Rate.NONE);
            }
        }
        return random(alone, Surrounding.USUAL, List.of());
    }

    /** It runs some times more in the order in which it was red and green, so that its rate is more than a guess. */
    private Finding random(Answers first, Surrounding surrounding, List<String> before) throws InterruptedException {
        Answers more = ask(surrounding, before, MORE_RUNS);
        Rate rate = new Rate(first.count(Answer.RED) + more.count(Answer.RED), first.ran() + more.ran());
        if (rate.reds() > 0) {
            return found(Kind.RANDOM, before, List.of(), surrounding, rate);
        }
        return found(Kind.NOT_SEEN_AGAIN, before, List.of(), surrounding, rate);
    }

    private Finding found(Kind kind, List<String> needs, List<String> cleaners, Surrounding surrounding, Rate rate) {
        boolean chance = kind == Kind.RANDOM || kind == Kind.NOT_SEEN_AGAIN;
        return new Finding(
                kind,
                seen.test(),
                chance ? List.of() : needs,
                cleaners,
                surrounding,
                joined(needs, List.of(seen.test().leaf())),
                rate);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private List<Boolean> each(List<List<String>> befores, Answer wanted) throws InterruptedException {
        List<Probe> questions = new ArrayList<>();
        for (List<String> before : befores) {
            questions.add(new Probe(Surrounding.USUAL, before, seen.test(), repetition++));
        }
        return probes.ask(questions).stream().map(wanted::equals).toList();
    }

    private Answers ask(Surrounding surrounding, List<String> before, int times) throws InterruptedException {
        List<Probe> questions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            questions.add(new Probe(surrounding, before, seen.test(), repetition++));
        }
        return new Answers(probes.ask(questions));
    }

    /** Answers to one question asked several times. */
    private record Answers(List<Answer> each) {
        boolean all(Answer wanted) {
            return count(wanted) == each.size();
        }

        boolean has(Answer wanted) {
            return each.contains(wanted);
        }

        int count(Answer wanted) {
            return Collections.frequency(each, wanted);
        }

        int ran() {
            return count(Answer.RED) + count(Answer.GREEN);
        }
    }
}
