package io.verdigrid.cli.maven;

import java.util.List;

/** Why a project's tests cannot be had from Maven: bad input, all of it at once. */
public final class MavenProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** One clear line each; Maven's own lines may follow the first. */
    public MavenProblem(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One clear line each; never empty. */
    public List<String> problems() {
        return problems;
    }
}
