package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.verdigrid.coordinator.store.PastStore;
import io.verdigrid.coordinator.store.PastStore.Place;
import io.verdigrid.coordinator.store.PastStore.TestKey;
import io.verdigrid.coordinator.store.PastStore.TestName;
import io.verdigrid.protocol.history.v1.GetTestHistoryRequest;
import io.verdigrid.protocol.history.v1.GetTestHistoryResponse;
import io.verdigrid.protocol.history.v1.PastAttempt;
import io.verdigrid.protocol.history.v1.PastDay;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers what is asked of single tests' pasts. Thread-safe. */
final class PastCalls {
    private static final int USUAL_PAGE = 200;
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_DAYS = 4_000;
    private static final int MOST_NAMED = 10;
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    private final PastStore store;

    PastCalls(PastStore store) {
        this.store = store;
    }

    GetTestHistoryResponse history(GetTestHistoryRequest request) {
        int size = Pages.size(request.getPageSize(), USUAL_PAGE, MAX_PAGE);
        Optional<Place> before = place(request.getPageToken());
        if (request.getDays() < 0 || request.getDays() > MAX_DAYS) {
            throw new IllegalArgumentException("days: " + request.getDays() + ", allowed are 0 to " + MAX_DAYS);
        }
        TestKey test = test(new TestName(request.getSuite(), request.getModule(), request.getTest()));
        PastStore.Past past = store.past(test, before, size).orElseThrow(() -> unknown(request.getTest()));
        GetTestHistoryResponse.Builder answer =
                GetTestHistoryResponse.newBuilder().setTest(name(test)).setFixtureMs(past.fixtureMs());
        past.attempts().forEach(attempt -> answer.addAttempts(attempt(attempt)));
        if (request.getDays() > 0) {
            store.days(test, request.getDays()).forEach(day -> answer.addDays(day(day)));
        }
        past.next().ifPresent(next -> answer.setNextPageToken(next.run() + "." + next.number()));
        return answer.build();
    }

    /** The one test of this name. */
    private TestKey test(TestName name) {
        if (name.test().isEmpty()) {
            throw new IllegalArgumentException("test: empty; give a unique id or class#name");
        }
        List<TestKey> found = store.find(name, MOST_NAMED + 1);
        if (found.isEmpty()) {
            throw unknown(name.test());
        }
        if (found.size() > 1) {
            String names =
                    found.stream().limit(MOST_NAMED).map(PastCalls::title).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("test: '" + name.test() + "' is the name of several: " + names
                    + (found.size() > MOST_NAMED ? " and more" : ""));
        }
        return found.get(0);
    }

    private static RuntimeException unknown(String test) {
        return Status.NOT_FOUND
                .withDescription("the history has no test '" + test + "': give class#name as `tests` lists it")
                .asRuntimeException();
    }

    private static String title(TestKey test) {
        String module = test.module().isEmpty() ? "" : "[" + test.module() + "] ";
        return module + test.className() + '#' + test.name() + " of suite " + test.suite();
    }

    private static Optional<Place> place(String token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Matcher form = TOKEN.matcher(token);
        if (!form.matches()) {
            throw new IllegalArgumentException("page_token: '" + token + "' is none that an answer gave");
        }
        return Optional.of(new Place(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))));
    }

    private static io.verdigrid.protocol.history.v1.TestName name(TestKey test) {
        return io.verdigrid.protocol.history.v1.TestName.newBuilder()
                .setSuite(test.suite())
                .setModule(test.module())
                .setUniqueId(test.uniqueId())
                .setClassName(test.className())
                .setName(test.name())
                .build();
    }

    private static PastDay day(PastStore.PastDay day) {
        return PastDay.newBuilder()
                .setDay(day.day())
                .setPasses(day.passes())
                .setReds(day.reds())
                .setOthers(day.others())
                .setMeanUs(day.meanUs())
                .setMedianUs(day.medianUs())
                .setP95Us(day.p95Us())
                .build();
    }

    private static PastAttempt attempt(PastStore.PastAttempt attempt) {
        return PastAttempt.newBuilder()
                .setBuildId(attempt.buildId())
                .setNumber(attempt.number())
                .setOutcome(ToWire.outcome(attempt.outcome()))
                .setDurationUs(attempt.durationUs())
                .setSlotTimeMs(attempt.slotTimeMs())
                .setStartedAtMs(attempt.startedAtMs())
                .setCodeKey(attempt.codeKey())
                .setWorker(attempt.worker())
                .setRun(attempt.run())
                .setPosition(attempt.position())
                .setLoad(attempt.load())
                .build();
    }
}
