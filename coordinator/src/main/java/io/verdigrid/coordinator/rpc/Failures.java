package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.store.BlobRefusal;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which status a caller gets for an exception. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static StatusException of(Throwable failure) {
        return status(failure).asException();
    }

    private static Status status(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause != null && (failure instanceof CompletionException || failure instanceof UncheckedIOException)) {
            return status(cause);
        }
        if (failure instanceof StatusRuntimeException e) {
            return e.getStatus();
        }
        if (failure instanceof StatusException e) {
            return e.getStatus();
        }
        if (failure instanceof LedgerFailure) {
            return Status.UNAVAILABLE.withDescription("the coordinator lost its data: " + failure.getMessage());
        }
        if (failure instanceof RejectedExecutionException) {
            return Status.UNAVAILABLE.withDescription("the coordinator stops");
        }
        if (failure instanceof BlobRefusal refusal) {
            return refusal.kind() == BlobRefusal.Kind.WRONG_CONTENT
                    ? Status.INVALID_ARGUMENT.withDescription(refusal.getMessage())
                    : Status.RESOURCE_EXHAUSTED.withDescription(refusal.getMessage());
        }
        if (failure instanceof NoSuchFileException) {
            return Status.NOT_FOUND.withDescription("no blob " + failure.getMessage());
        }
        if (failure instanceof IllegalArgumentException) {
            return Status.INVALID_ARGUMENT.withDescription(failure.getMessage());
        }
        LOG.error("a call failed", failure);
        return Status.INTERNAL
                .withDescription("the coordinator failed: " + failure)
                .withCause(failure);
    }
}
