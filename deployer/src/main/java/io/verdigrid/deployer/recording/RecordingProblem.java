package io.verdigrid.deployer.recording;

import java.util.List;

/** Everything that is wrong with a recorded push's file: a line for each, naming key or line, value and what is allowed. */
public final class RecordingProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecordingProblem(List<String> lines) {
        super(String.join("\n", lines), null, false, false);
    }

    /** Never null here. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
