package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Clip;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.AccountPart;
import io.verdigrid.protocol.build.v1.CostlyClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A build's account for people: how near it came to the bound, and where the rest went. */
final class AccountText {
    private static final int LABEL = 27;

    private AccountText() {}

    /** Lower bound by makespan, 0 to 1. */
    static double efficiency(Account account) {
        return account.getMakespanMs() <= 0
                ? 0
                : Math.min(1, (double) account.getLowerBoundMs() / account.getMakespanMs());
    }

    /** Appends its lines, behind an empty one; nothing for a build that ran nothing. */
    static void append(StringBuilder out, Account account, int width) {
        if (account.getMakespanMs() == 0 || account.getUnits() == 0) {
            return;
        }
        out.append(String.format(
                Locale.ROOT,
                "%nTime: %s from submission to end; no schedule on %s is shorter than %s%s: efficiency %d %%%n",
                HumanTime.ofMillis(account.getMakespanMs()),
                Words.count(account.getSlots(), "slot"),
                HumanTime.ofMillis(account.getLowerBoundMs()),
                longest(account),
                (int) (100 * efficiency(account))));
        out.append("      ").append(HumanTime.ofMillis(account.getSlotTimeMs())).append(" of slot time, ");
        out.append(Words.count(account.getUnits(), "class")).append(", ");
        out.append(Words.count(account.getRunnersStarted(), "runner")).append(" started, ");
        out.append(Words.count(account.getRetests(), "retest")).append('\n');
        parts(out, account);
        costliest(out, account, width);
    }

    /** The class that is the bound, if one is. */
    private static String longest(Account account) {
        boolean decides = account.getSlots() > 1
                && account.getLongest().getSlotTimeMs() >= account.getLowerBoundMs()
                && !account.getLongest().getClassName().isEmpty();
        return decides ? " (" + account.getLongest().getClassName() + ")" : "";
    }

    private static void parts(StringBuilder out, Account account) {
        List<AccountPart> parts = new ArrayList<>(account.getPartsList());
        if (parts.isEmpty() || account.getSlots() == 0) {
            return;
        }
        parts.sort(Comparator.comparingLong(AccountPart::getSlotTimeMs).reversed());
        out.append("      the other ")
                .append(HumanTime.ofMillis(account.getMakespanMs() - account.getLowerBoundMs()))
                .append(", as slot time / slots: ");
        List<String> said = new ArrayList<>();
        long rest = 0;
        for (AccountPart part : parts) {
            long ms = part.getSlotTimeMs() / account.getSlots();
            if (ms >= Math.max(1, account.getMakespanMs() / 1000)) {
                said.add(name(part.getKind()) + " " + HumanTime.ofMillis(ms));
            } else {
                rest += part.getSlotTimeMs();
            }
        }
        if (rest >= account.getSlots()) {
            said.add("others " + HumanTime.ofMillis(rest / account.getSlots()));
        }
        out.append(said.isEmpty() ? "nothing of note" : String.join(", ", said)).append('\n');
    }

    private static String name(AccountPart.Kind kind) {
        return switch (kind) {
            case KIND_START_UP -> "runners' starts";
            case KIND_DISCOVERY -> "discovery";
            case KIND_TRANSFER -> "transfer";
            case KIND_WAITING -> "waiting between units";
            case KIND_TAIL -> "idle at the end";
            case KIND_LONGEST_UNIT -> "idle beside the last class";
            case KIND_RETESTS -> "retests";
            case KIND_COPIES -> "copies";
            case KIND_FIXTURES_AGAIN -> "fixtures paid again";
            case KIND_LOST -> "lost work";
            case KIND_OTHER_BUILDS -> "other builds";
            case KIND_ABSENT -> "slots not there";
            case KIND_UNKNOWN -> "before the coordinator's restart";
            case KIND_UNSPECIFIED, UNRECOGNIZED -> "others";
        };
    }

    private static void costliest(StringBuilder out, Account account, int width) {
        if (account.getCostliestCount() == 0) {
            return;
        }
        out.append("\nClasses that cost most of it (without them; cut over all slots; twice as fast):\n");
        for (CostlyClass costly : account.getCostliestList()) {
            String module = costly.getModule().isEmpty() ? "" : "[" + costly.getModule() + "] ";
            String cut = !costly.getWhole().isEmpty()
                    ? "uncut"
                    : costly.getCutSavesMs() > 0 ? "-" + HumanTime.ofMillis(costly.getCutSavesMs()) : "-";
            out.append(String.format(
                    Locale.ROOT,
                    "  %8s  %8s  %8s  %s%n",
                    "-" + HumanTime.ofMillis(costly.getWallMs()),
                    cut,
                    "-" + HumanTime.ofMillis(costly.getFasterSavesMs()),
                    Clip.start(module + costly.getClassName(), Math.max(20, width - 5 - LABEL)) + why(costly)));
        }
    }

    private static String why(CostlyClass costly) {
        return costly.getWhole().isEmpty() ? "" : ": " + costly.getWhole();
    }
}
