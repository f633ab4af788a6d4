package io.verdigrid.coordinator.model;

/**
 * A test that somebody set aside: it runs and blocks nothing, until its end date or until it was green often enough.
 *
 * @param owner who sees to it that it comes back
 * @param sinceMs milliseconds since 1970
 * @param untilMs it ends with the first build that is submitted then or later
 */
public record Quarantine(String reason, String owner, long sinceMs, long untilMs) {}
