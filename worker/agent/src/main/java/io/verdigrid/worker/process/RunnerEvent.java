package io.verdigrid.worker.process;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.RunEnd;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What a runner says, or what becomes of it. */
public sealed interface RunnerEvent {
    /** It obeys from now on. */
    record Ready(long pid, String javaVersion, String platformVersion) implements RunnerEvent {}

    /** Discovery found a unit. */
    record Found(FoundUnit unit) implements RunnerEvent {}

    /** Discovery has ended; {@code problem} is empty where there was none, else that {@code nothing} was found or that it failed. */
    record Discovered(List<String> warnings, String problem, boolean nothing) implements RunnerEvent {}

    /** A test begins. */
    record Started(long run, TestNode test, long startedAtMs) implements RunnerEvent {}

    /** A test has ended. */
    record Finished(long run, TestResult result) implements RunnerEvent {}

    /** A test begins that nobody asked for. */
    record Along(long run, TestNode test) implements RunnerEvent {}

    /** Such a test has ended. */
    record AlongEnded(long run, String uniqueId) implements RunnerEvent {}

    /** Output of a test, or of the unit outside tests. */
    record Output(long run, String uniqueId, boolean err, ByteBuffer data) implements RunnerEvent {
        /** A copy of the bytes. */
        public byte[] bytes() {
            byte[] bytes = new byte[data.remaining()];
            data.duplicate().get(bytes);
            return bytes;
        }
    }

    /** A unit has ended. */
    record Ran(long run, RunEnd end) implements RunnerEvent {}

    /** All its threads. */
    record Dumped(String text) implements RunnerEvent {}

    /** It is about to end though nobody told it to. */
    record Exiting(String text) implements RunnerEvent {}

    /**
     * It has ended; nothing follows.
     *
     * @param how an exit code or a signal, for people
     * @param bySignal SIGKILL or SIGTERM ended it: somebody outside, as a rule
     */
    record Ended(String how, boolean bySignal) implements RunnerEvent {}

    /** Reads a frame of a runner; throws where it is none of a runner's. */
    static RunnerEvent of(FrameReader.Frame frame) throws IOException {
        return switch (frame.kind()) {
            case FOUND -> new Found(FoundUnit.read(frame));
            case DISCOVERED -> new Discovered(frame.texts(), frame.text(), frame.truth());
            case STARTED -> new Started(frame.number(), TestNode.read(frame), frame.number());
            case FINISHED -> new Finished(frame.number(), TestResult.read(frame));
            case ALONG -> new Along(frame.number(), TestNode.read(frame));
            case ALONG_ENDED -> new AlongEnded(frame.number(), frame.text());
            case OUTPUT ->
                new Output(frame.number(), frame.text(), frame.number() == 1, ByteBuffer.wrap(frame.bytes()));
            case RAN -> new Ran(frame.number(), RunEnd.read(frame));
            case DUMPED -> new Dumped(frame.text());
            case EXITING -> new Exiting(frame.text());
            default -> throw new IOException("a runner does not say " + frame.kind());
        };
    }
}
