package io.verdigrid.deployer.judge;

/** What a metric says of a release. */
public enum Verdict {
    /** It is worse, by more than chance explains within the budget, or it left its hard bounds. */
    HARM,
    /** Harm of the margin or more is excluded. */
    SAFE,
    /** Neither yet, and looks are to come. */
    TOO_EARLY,
    /** Neither, and the watch is over: this fleet and time could not have seen a harm of the margin. */
    NO_POWER,
    /** Canary or control has no samples. */
    NO_DATA;

    /** As people read it. */
    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}
