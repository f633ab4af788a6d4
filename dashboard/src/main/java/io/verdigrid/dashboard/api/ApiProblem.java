package io.verdigrid.dashboard.api;

import io.grpc.Status;
import io.verdigrid.dashboard.http.Reply;

/** Why a call failed, as HTTP says it. Statuses are those of google.rpc.Code. */
record ApiProblem(int status, String code, String message) {
    static ApiProblem of(Throwable failure) {
        return of(Status.fromThrowable(failure));
    }

    static ApiProblem of(Status status) {
        String text = status.getDescription();
        String code = status.getCode().name();
        if (status.getCode() == Status.Code.UNAVAILABLE) {
            // What the transport says of a lost connection names addresses and classes.
            text = "the coordinator does not answer";
        }
        return new ApiProblem(http(status.getCode()), code, text == null ? code : text);
    }

    private static int http(Status.Code code) {
        return switch (code) {
            case OK -> 200;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case RESOURCE_EXHAUSTED -> 429;
            case CANCELLED -> 499;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
        };
    }

    Reply reply() {
        return Reply.problem(status, code, message);
    }

    String json() {
        return Reply.problemJson(code, message);
    }
}
