package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Issue;
import java.util.List;

/** An issue, under its suite and signature. */
public record IssueRow(Issue issue) {
    /** The row's bytes. */
    public byte[] encode() {
        Issue.Past record = issue.past();
        return new RowWriter(512)
                .writeLong(issue.number())
                .writeString(issue.signature())
                .writeByte(Codes.of(issue.kind()))
                .writeString(issue.title())
                .writeBoolean(issue.open())
                .writeStrings(issue.tests())
                .writeString(record.sameTests())
                .writeString(record.first().buildId())
                .writeLong(record.first().atMs())
                .writeString(record.last().buildId())
                .writeLong(record.last().atMs())
                .writeInt(record.builds())
                .writeInt(record.quiet())
                .writeInt(record.reopened())
                .writeLong(record.tracking().version())
                .writeLong(record.tracking().known())
                .writeString(record.tracking().reference())
                .toBytes();
    }

    /** The row of these bytes. */
    public static IssueRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.ISSUE, bytes);
        long number = from.readLong();
        String signature = from.readString();
        Issue.Kind kind = Codes.issueKind(from.readByte());
        String title = from.readString();
        boolean open = from.readBoolean();
        List<String> tests = from.readStrings();
        // The arguments are read in the order in which they stand here, which is that of the writer.
        Issue.Past record = new Issue.Past(
                from.readString(),
                new Issue.Sighting(from.readString(), from.readLong()),
                new Issue.Sighting(from.readString(), from.readLong()),
                from.readInt(),
                from.readInt(),
                from.readInt(),
                new Issue.Tracking(from.readLong(), from.readLong(), from.readString()));
        return new IssueRow(new Issue(number, signature, kind, title, open, tests, record));
    }
}
