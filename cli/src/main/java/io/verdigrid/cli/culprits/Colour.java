package io.verdigrid.cli.culprits;

/** What a commit does to a test. */
enum Colour {
    GREEN,
    RED
}
