package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildAccount.Breakdown;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.AccountPart;
import io.verdigrid.protocol.build.v1.CostlyClass;
import io.verdigrid.protocol.build.v1.UnitTime;

/** Where a build's time went, as a message. */
final class AccountToWire {
    private AccountToWire() {}

    static Account account(BuildAccount account) {
        Account.Builder wire = Account.newBuilder()
                .setMakespanMs(account.makespanMs())
                .setLowerBoundMs(account.lowerBoundMs())
                .setSlotTimeMs(account.slotTimeMs())
                .setSlots(account.slots())
                .setUnits(account.units())
                .setUnitsWithHistory(account.unitsWithHistory())
                .setRetests(account.retests())
                .setRunnersStarted(account.runnersStarted());
        account.slowest().forEach(unit -> wire.addSlowest(unit(unit)));
        Breakdown breakdown = account.breakdown();
        wire.setUsefulMs(breakdown.usefulMs()).setLongest(unit(breakdown.longest()));
        breakdown
                .parts()
                .forEach((part, ms) -> wire.addParts(
                        AccountPart.newBuilder().setKind(kind(part)).setSlotTimeMs(ms)));
        for (BuildAccount.CostlyClass costly : breakdown.costliest()) {
            wire.addCostliest(CostlyClass.newBuilder()
                    .setModule(costly.module())
                    .setClassName(costly.className())
                    .setTests(costly.tests())
                    .setWallMs(costly.wallMs())
                    .setCutSavesMs(costly.cutSavesMs())
                    .setFasterSavesMs(costly.fasterSavesMs())
                    .setWhole(costly.whole()));
        }
        return wire.build();
    }

    private static UnitTime unit(BuildAccount.UnitTime unit) {
        return UnitTime.newBuilder()
                .setModule(unit.module())
                .setClassName(unit.className())
                .setSlotTimeMs(unit.slotTimeMs())
                .setTests(unit.tests())
                .build();
    }

    private static AccountPart.Kind kind(BuildAccount.Part part) {
        return switch (part) {
            case START_UP -> AccountPart.Kind.KIND_START_UP;
            case DISCOVERY -> AccountPart.Kind.KIND_DISCOVERY;
            case TRANSFER -> AccountPart.Kind.KIND_TRANSFER;
            case WAITING -> AccountPart.Kind.KIND_WAITING;
            case TAIL -> AccountPart.Kind.KIND_TAIL;
            case LONGEST_UNIT -> AccountPart.Kind.KIND_LONGEST_UNIT;
            case RETESTS -> AccountPart.Kind.KIND_RETESTS;
            case COPIES -> AccountPart.Kind.KIND_COPIES;
            case FIXTURES_AGAIN -> AccountPart.Kind.KIND_FIXTURES_AGAIN;
            case LOST -> AccountPart.Kind.KIND_LOST;
            case OTHER_BUILDS -> AccountPart.Kind.KIND_OTHER_BUILDS;
            case ABSENT -> AccountPart.Kind.KIND_ABSENT;
            case UNKNOWN -> AccountPart.Kind.KIND_UNKNOWN;
        };
    }
}
