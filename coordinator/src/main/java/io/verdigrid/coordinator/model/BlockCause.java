package io.verdigrid.coordinator.model;

/** Why a trunk is blocked. */
public enum BlockCause {
    /** A later green build takes it away. */
    RED_BUILD,
    PERSON,
    /** A release made things worse. */
    ROLLOUT
}
