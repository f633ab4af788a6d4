package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.judging.Transition;
import java.util.ArrayList;
import java.util.List;

/** A change of what is thought of a test. */
public record TransitionRow(Transition transition) {
    /** The row's bytes. */
    public byte[] encode() {
        Transition.Evidence evidence = transition.evidence();
        RowWriter to = new RowWriter(128)
                .writeByte(Codes.of(transition.from()))
                .writeByte(Codes.of(transition.to()))
                .writeLong(transition.atMs())
                .writeString(transition.reason())
                .writeStrings(evidence.builds())
                .writeInt(evidence.codeKeys().size());
        evidence.codeKeys().forEach(to::writeInt);
        return to.writeStrings(evidence.redOn())
                .writeStrings(evidence.passedOn())
                .toBytes();
    }

    /** The row of these bytes. */
    public static TransitionRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.TRANSITION, bytes);
        TestState before = Codes.testState(from.readByte());
        TestState after = Codes.testState(from.readByte());
        long atMs = from.readLong();
        String reason = from.readString();
        List<String> builds = from.readStrings();
        List<Integer> keys = new ArrayList<>();
        for (int i = from.readInt(); i > 0; i--) {
            keys.add(from.readInt());
        }
        List<String> redOn = from.readStrings();
        Transition.Evidence evidence = new Transition.Evidence(builds, keys, redOn, from.readStrings());
        return new TransitionRow(new Transition(before, after, atMs, reason, evidence));
    }
}
