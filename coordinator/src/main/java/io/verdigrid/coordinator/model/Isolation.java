package io.verdigrid.coordinator.model;

/** How runners are shared by the units of a build. */
public enum Isolation {
    /** A runner goes on with the next unit of the same build and module. */
    REUSE,
    /** Each class has a new JVM. */
    CLASS
}
