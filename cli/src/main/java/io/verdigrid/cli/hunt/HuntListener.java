package io.verdigrid.cli.hunt;

import io.verdigrid.protocol.build.v1.Build;

/** Is told how a hunt goes, by one thread at a time. */
interface HuntListener {
    /** A round has ended; so many tests were red in it that were not before. */
    void round(String name, Build build, int newReds);

    /** A test that was red has been looked into. */
    void found(Found found);
}
