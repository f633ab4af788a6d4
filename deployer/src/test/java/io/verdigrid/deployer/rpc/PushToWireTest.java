package io.verdigrid.deployer.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.deployer.rollout.Push;
import io.verdigrid.deployer.rollout.PushState;
import io.verdigrid.deployer.rollout.Request;
import io.verdigrid.deployer.target.Release;
import io.verdigrid.protocol.Digest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PushToWireTest {
    @Test
    void aPushThatSomebodyWantsUndoneSaysSo() {
        assertThat(wire(Optional.of(new Push.Wish("ann", "typo"))).getUndoAsked())
                .isTrue();
        assertThat(wire(Optional.empty()).getUndoAsked()).isFalse();
    }

    private static io.verdigrid.protocol.push.v1.Push wire(Optional<Push.Wish> wish) {
        Push done = new Push(
                1,
                new Release("one", "one", Digest.of("1")),
                new Request("1", "ann", "one.tar.gz", "b1", "", Set.of(), List.of()),
                new Push.Progress(PushState.DONE, 0, "", false, 1, 2),
                new Push.Ground(1, List.of(), new TreeMap<>()),
                false,
                wish);
        return new PushToWire(1).push(done);
    }
}
