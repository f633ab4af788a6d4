package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.QuarantinedTest;

/** What people do to a test; idempotent as all commands. */
public sealed interface QuarantineCommand {
    /** It is set aside; of one that is so already, reason, owner and end are now these. */
    record SetAside(QuarantinedTest test) implements QuarantineCommand {}

    /**
     * It is taken back before its end.
     *
     * @param atMs milliseconds since 1970
     */
    record TakeBack(String suite, String module, String uniqueId, long atMs) implements QuarantineCommand {}
}
