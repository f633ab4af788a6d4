package io.verdigrid.cli.bundle;

import java.util.List;

/** Why no bundle can be made: bad input, all of it at once. */
public final class BundleProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** One clear line each. */
    public BundleProblem(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One clear line each; never empty. */
    public List<String> problems() {
        return problems;
    }
}
