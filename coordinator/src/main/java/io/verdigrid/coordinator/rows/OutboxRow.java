package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.model.Announcement.Kind;
import io.verdigrid.coordinator.model.Announcement.Place;
import io.verdigrid.coordinator.model.Announcement.Told;

/** What waits in the outbox, under its number. */
public record OutboxRow(Announcement announcement) {
    /** The row's bytes. */
    public byte[] encode() {
        Announcement it = announcement;
        return new RowWriter(256)
                .writeByte(Codes.of(it.kind()))
                .writeLong(it.atMs())
                .writeString(it.place().suite())
                .writeString(it.place().branch())
                .writeString(it.place().buildId())
                .writeString(it.reason())
                .writeString(it.by())
                .writeStrings(it.told().authors())
                .writeStrings(it.told().sinks())
                .toBytes();
    }

    /** The row of these bytes. */
    public static OutboxRow decode(long number, byte[] bytes) {
        RowReader from = new RowReader(Table.OUTBOX, bytes);
        Kind kind = Codes.announcement(from.readByte());
        long atMs = from.readLong();
        // The arguments are read in the order in which they stand here, which is that of the writer.
        Place place = new Place(from.readString(), from.readString(), from.readString());
        String reason = from.readString();
        String by = from.readString();
        return new OutboxRow(new Announcement(
                number, kind, atMs, place, reason, by, new Told(from.readStrings(), from.readStrings())));
    }
}
