package io.verdigrid.deployer.rollout;

import java.io.IOException;

/** Where facts are kept. */
interface Journal {
    /** Returns when the fact is durable. */
    void append(Fact fact) throws IOException;
}
