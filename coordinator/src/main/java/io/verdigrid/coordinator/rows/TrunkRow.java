package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Trunk.Opening;
import io.verdigrid.coordinator.model.TrunkBlock;
import java.util.ArrayList;
import java.util.List;

/** The gates of a branch, one a suite, in the order in which they came up. */
public record TrunkRow(List<Gate> gates) {
    /** Copies its list. */
    public TrunkRow {
        gates = List.copyOf(gates);
    }

    /**
     * The gate of one suite.
     *
     * @param greenBuild number of the newest green build; 0: none
     * @param greenRevision its revision
     * @param blocks oldest first
     * @param gone keys of the newest blocks that were taken away, so that none comes again
     */
    public record Gate(
            String suite,
            long greenBuild,
            String greenRevision,
            List<TrunkBlock> blocks,
            List<String> gone,
            Opening opened) {
        /** Copies its lists. */
        public Gate {
            blocks = List.copyOf(blocks);
            gone = List.copyOf(gone);
        }

        /** Of a suite of which nothing is known yet. */
        public static Gate of(String suite) {
            return new Gate(suite, 0, "", List.of(), List.of(), Opening.NONE);
        }
    }

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(256).writeInt(gates.size());
        for (Gate gate : gates) {
            to.writeString(gate.suite()).writeLong(gate.greenBuild()).writeString(gate.greenRevision());
            to.writeInt(gate.blocks().size());
            for (TrunkBlock block : gate.blocks()) {
                write(to, block);
            }
            to.writeStrings(gate.gone())
                    .writeLong(gate.opened().atMs())
                    .writeString(gate.opened().by())
                    .writeString(gate.opened().reason());
        }
        return to.toBytes();
    }

    private static void write(RowWriter to, TrunkBlock block) {
        to.writeString(block.key())
                .writeByte(Codes.of(block.cause()))
                .writeString(block.reason())
                .writeString(block.by())
                .writeLong(block.sinceMs())
                .writeLong(block.untilMs());
        TrunkBlock.RedBuild build = block.build();
        to.writeString(build.buildId())
                .writeString(build.revision())
                .writeString(build.greenRevision())
                .writeString(build.tests());
    }

    /** The row of these bytes. */
    public static TrunkRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.TRUNK, bytes);
        List<Gate> gates = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            String suite = from.readString();
            long greenBuild = from.readLong();
            String greenRevision = from.readString();
            List<TrunkBlock> blocks = new ArrayList<>();
            for (int more = from.readInt(); more > 0; more--) {
                blocks.add(block(from));
            }
            List<String> gone = from.readStrings();
            Opening opened = new Opening(from.readLong(), from.readString(), from.readString());
            gates.add(new Gate(suite, greenBuild, greenRevision, blocks, gone, opened));
        }
        return new TrunkRow(gates);
    }

    private static TrunkBlock block(RowReader from) {
        // The arguments are read in the order in which they stand here, which is that of the writer.
        return new TrunkBlock(
                from.readString(),
                Codes.blockCause(from.readByte()),
                from.readString(),
                from.readString(),
                from.readLong(),
                from.readLong(),
                new TrunkBlock.RedBuild(from.readString(), from.readString(), from.readString(), from.readString()));
    }
}
