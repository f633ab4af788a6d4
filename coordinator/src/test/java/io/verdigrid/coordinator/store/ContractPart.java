package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.model.VerdictCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One subject of the contract, with the questions that its tests ask. */
abstract class ContractPart {
    abstract Store store();

    abstract Store restart();

    final List<Applied.Answer> commit(Command command) {
        return Sample.commit(store().ledger(), command).answers();
    }

    final BuildRecord build(String buildId) {
        return store().builds().build(buildId).orElseThrow();
    }

    final VerdictCounts counts(String buildId) {
        return build(buildId).counts();
    }

    final Map<String, Verdict> verdicts(String buildId) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        list(buildId).forEach(verdict -> verdicts.put(verdict.test().name(), verdict.verdict()));
        return verdicts;
    }

    final List<TestVerdict> list(String buildId) {
        List<TestVerdict> list = new ArrayList<>();
        store().builds().verdicts(buildId, list::add);
        return list;
    }
}
