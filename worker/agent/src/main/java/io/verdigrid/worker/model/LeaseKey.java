package io.verdigrid.worker.model;

/**
 * Names a lease and what it is for.
 *
 * @param leaseId unique over all boots of the coordinator
 * @param unitId empty: a discovery
 * @param attempt the number that its attempts carry
 */
public record LeaseKey(long leaseId, String buildId, String module, String unitId, int attempt) {
    /** It is to find tests, not to run them. */
    public boolean isDiscovery() {
        return unitId.isEmpty();
    }
}
