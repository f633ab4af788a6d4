package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.BuildAccount.Breakdown;
import io.verdigrid.coordinator.model.BuildAccount.CostlyClass;
import io.verdigrid.coordinator.model.BuildAccount.Part;
import io.verdigrid.coordinator.model.BuildAccount.UnitTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where a build's time went, as a part of its row. */
final class BreakdownCode {
    /** The numbers of parts on disk: their places, to which new ones are only ever appended. */
    private static final List<Part> PARTS = List.of(
            Part.START_UP,
            Part.DISCOVERY,
            Part.TRANSFER,
            Part.WAITING,
            Part.TAIL,
            Part.LONGEST_UNIT,
            Part.RETESTS,
            Part.COPIES,
            Part.FIXTURES_AGAIN,
            Part.LOST,
            Part.OTHER_BUILDS,
            Part.ABSENT,
            Part.UNKNOWN);

    private BreakdownCode() {}

    static void write(RowWriter to, Breakdown breakdown) {
        to.writeLong(breakdown.usefulMs());
        write(to, breakdown.longest());
        to.writeInt(breakdown.parts().size());
        breakdown
                .parts()
                .forEach((part, ms) -> to.writeByte(PARTS.indexOf(part)).writeLong(ms));
        to.writeInt(breakdown.costliest().size());
        for (CostlyClass costly : breakdown.costliest()) {
            to.writeString(costly.module()).writeString(costly.className()).writeInt(costly.tests());
            to.writeLong(costly.wallMs()).writeLong(costly.cutSavesMs()).writeLong(costly.fasterSavesMs());
            to.writeString(costly.whole());
        }
    }

    private static void write(RowWriter to, UnitTime unit) {
        to.writeString(unit.module()).writeString(unit.className());
        to.writeLong(unit.slotTimeMs()).writeInt(unit.tests());
    }

    static Breakdown read(RowReader from) {
        long usefulMs = from.readLong();
        UnitTime longest = new UnitTime(from.readString(), from.readString(), from.readLong(), from.readInt());
        Map<Part, Long> parts = new EnumMap<>(Part.class);
        for (int i = from.readInt(); i > 0; i--) {
            Part part = PARTS.get(from.readByte());
            parts.put(part, from.readLong());
        }
        List<CostlyClass> costliest = new ArrayList<>();
        for (int i = from.readInt(); i > 0; i--) {
            costliest.add(new CostlyClass(
                    from.readString(),
                    from.readString(),
                    from.readInt(),
                    from.readLong(),
                    from.readLong(),
                    from.readLong(),
                    from.readString()));
        }
        return new Breakdown(usefulMs, longest, parts, costliest);
    }
}
