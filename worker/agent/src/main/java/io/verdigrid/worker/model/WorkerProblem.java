package io.verdigrid.worker.model;

/** Why a worker cannot start or go on: one sentence for people that names the thing and what to do. */
public final class WorkerProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A problem without another as its cause. */
    public WorkerProblem(String message) {
        super(message);
    }

    /** A problem with its cause. */
    public WorkerProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
