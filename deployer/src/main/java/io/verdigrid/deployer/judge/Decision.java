package io.verdigrid.deployer.judge;

/** What a push's verdicts mean for it. */
public enum Decision {
    /** Go back to the old release. */
    ROLL_BACK,
    /** Look again. */
    WAIT,
    /** The watch is over, and a person should look before it goes on. */
    HOLD,
    /** The watch is over: go on. */
    GO;

    /** As people read it. */
    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}
