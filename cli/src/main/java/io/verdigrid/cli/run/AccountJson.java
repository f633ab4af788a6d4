package io.verdigrid.cli.run;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.AccountPart;
import io.verdigrid.protocol.build.v1.UnitTime;
import java.util.Locale;

/** A build's account as JSON fields. */
final class AccountJson {
    private AccountJson() {}

    static void fields(JsonWriter json, Account account) {
        json.name("account").object();
        json.field("makespanMs", account.getMakespanMs())
                .field("lowerBoundMs", account.getLowerBoundMs())
                .field("efficiency", AccountText.efficiency(account))
                .field("slotTimeMs", account.getSlotTimeMs())
                .field("usefulMs", account.getUsefulMs())
                .field("slots", account.getSlots())
                .field("units", account.getUnits())
                .field("unitsWithHistory", account.getUnitsWithHistory())
                .field("retests", account.getRetests())
                .field("runnersStarted", account.getRunnersStarted());
        json.name("parts").object();
        for (AccountPart part : account.getPartsList()) {
            json.field(name(part.getKind()), part.getSlotTimeMs());
        }
        json.end();
        json.name("longest");
        unit(json, account.getLongest());
        json.name("costliest").array();
        account.getCostliestList()
                .forEach(costly -> json.object()
                        .field("module", costly.getModule())
                        .field("class", costly.getClassName())
                        .field("tests", costly.getTests())
                        .field("wallMs", costly.getWallMs())
                        .field("cutSavesMs", costly.getCutSavesMs())
                        .field("fasterSavesMs", costly.getFasterSavesMs())
                        .field("whole", costly.getWhole())
                        .end());
        json.end();
        json.name("slowest").array();
        account.getSlowestList().forEach(unit -> unit(json, unit));
        json.end().end();
    }

    private static void unit(JsonWriter json, UnitTime unit) {
        json.object()
                .field("module", unit.getModule())
                .field("class", unit.getClassName())
                .field("slotTimeMs", unit.getSlotTimeMs())
                .field("tests", unit.getTests())
                .end();
    }

    /** {@code KIND_START_UP} is {@code startUpMs}. */
    private static String name(AccountPart.Kind kind) {
        StringBuilder name = new StringBuilder();
        for (String word : kind.name().substring("KIND_".length()).split("_")) {
            String lower = word.toLowerCase(Locale.ROOT);
            name.append(name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return name.append("Ms").toString();
    }
}
