package io.verdigrid.cli;

import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.AccountPart;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Isolation;
import io.verdigrid.protocol.common.v1.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many slots a build needs to take no longer than it should, from the account of the last whole build of the same tests.
 *
 * @param build from which it is known
 * @param fixedMs what no slot shortens: transfer, discovery, and starts, unless each class has a JVM of its own
 * @param workMs slot time of all else
 * @param longestMs the longest class that cannot be cut
 */
record TargetTime(Build build, long fixedMs, long workMs, long longestMs) {
    private static final Set<AccountPart.Kind> FIXED =
            Set.of(AccountPart.Kind.KIND_TRANSFER, AccountPart.Kind.KIND_DISCOVERY);

    private static final Set<AccountPart.Kind> WORK = Set.of(
            AccountPart.Kind.KIND_WAITING,
            AccountPart.Kind.KIND_RETESTS,
            AccountPart.Kind.KIND_FIXTURES_AGAIN,
            AccountPart.Kind.KIND_COPIES);

    /**
     * From the newest of these that ran all tests of the same modules; newest first.
     *
     * @param modules to be run; their bundles may be others
     */
    static Optional<TargetTime> from(List<Build> builds, List<ModuleSpec> modules) {
        Map<String, Selection> wanted = selections(modules);
        return builds.stream()
                .filter(TargetTime::isWhole)
                .filter(build -> selections(build.getSpec().getModulesList()).equals(wanted))
                .findFirst()
                .map(TargetTime::of);
    }

    private static Map<String, Selection> selections(List<ModuleSpec> modules) {
        return modules.stream().collect(Collectors.toMap(ModuleSpec::getName, ModuleSpec::getSelection));
    }

    private static boolean isWhole(Build build) {
        boolean ended = build.getStatus() == BuildStatus.BUILD_STATUS_GREEN
                || build.getStatus() == BuildStatus.BUILD_STATUS_RED;
        return ended
                && build.getCounts().getNotRun() == 0
                && build.getAccount().getUsefulMs() > 0
                && build.getAccount().getSlots() > 0;
    }

    private static TargetTime of(Build build) {
        Account account = build.getAccount();
        long startsMs = sum(account, Set.of(AccountPart.Kind.KIND_START_UP));
        // A start for each class is shared by the slots as the classes are; one for each slot is not.
        boolean forEachClass = build.getSpec().getSettings().getIsolation() == Isolation.ISOLATION_CLASS;
        return new TargetTime(
                build,
                (sum(account, FIXED) + (forEachClass ? 0 : startsMs)) / account.getSlots(),
                account.getUsefulMs() + sum(account, WORK) + (forEachClass ? startsMs : 0),
                account.getLongest().getSlotTimeMs());
    }

    private static long sum(Account account, Set<AccountPart.Kind> kinds) {
        return account.getPartsList().stream()
                .filter(part -> kinds.contains(part.getKind()))
                .mapToLong(AccountPart::getSlotTimeMs)
                .sum();
    }

    /** Slots that it needs; empty: no number of them is enough. */
    Optional<Long> slots(Duration target) {
        long leftMs = target.toMillis() - fixedMs;
        if (leftMs <= 0 || leftMs < longestMs) {
            return Optional.empty();
        }
        return Optional.of(Math.max(1, (workMs + leftMs - 1) / leftMs));
    }

    /** A sentence for people; {@code here} slots are there. */
    String sentence(Duration target, long here) {
        Optional<Long> slots = slots(target);
        String within = "--target-time " + HumanTime.of(target) + ": ";
        String from = " (build " + build.getId() + ": " + HumanTime.ofMillis(workMs) + " of work, "
                + HumanTime.ofMillis(fixedMs) + " until the first test)";
        if (slots.isEmpty()) {
            String longest = build.getAccount().getLongest().getClassName();
            String why = longestMs > target.toMillis() - fixedMs && !longest.isEmpty()
                    ? longest + " alone takes " + HumanTime.ofMillis(longestMs)
                    : "there is no time left for tests";
            return within + "no number of slots is enough, since " + why + from;
        }
        long needed = slots.get();
        String there = here >= needed
                ? "there are " + Words.number(here)
                : here == 0 ? "there are none yet" : "there are only " + Words.number(here);
        return within + "this takes " + Words.count(needed, "slot") + ", and " + there + from;
    }
}
