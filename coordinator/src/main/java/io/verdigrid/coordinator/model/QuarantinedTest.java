package io.verdigrid.coordinator.model;

/** A test in quarantine, with what people call it. */
public record QuarantinedTest(
        String suite, String module, String uniqueId, String className, String name, Quarantine quarantine) {}
