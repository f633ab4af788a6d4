package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Quarantine;
import io.verdigrid.coordinator.model.QuarantinedTest;
import java.util.ArrayList;
import java.util.List;

/** Tests in quarantine: one by itself, or those of a build. */
public record QuarantineRow(List<QuarantinedTest> tests) {
    /** Copies its list. */
    public QuarantineRow {
        tests = List.copyOf(tests);
    }

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(128).writeInt(tests.size());
        for (QuarantinedTest test : tests) {
            to.writeString(test.suite()).writeString(test.module()).writeString(test.uniqueId());
            to.writeString(test.className()).writeString(test.name());
            Quarantine quarantine = test.quarantine();
            to.writeString(quarantine.reason()).writeString(quarantine.owner());
            to.writeLong(quarantine.sinceMs()).writeLong(quarantine.untilMs());
        }
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static QuarantineRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.QUARANTINE, bytes);
        List<QuarantinedTest> tests = new ArrayList<>();
        for (int i = from.readInt(); i > 0; i--) {
            String suite = from.readString();
            String module = from.readString();
            String uniqueId = from.readString();
            String className = from.readString();
            String name = from.readString();
            String reason = from.readString();
            String owner = from.readString();
            long sinceMs = from.readLong();
            Quarantine quarantine = new Quarantine(reason, owner, sinceMs, from.readLong());
            tests.add(new QuarantinedTest(suite, module, uniqueId, className, name, quarantine));
        }
        return new QuarantineRow(tests);
    }
}
