package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Lane;

/**
 * How many slots open builds hold or could use now, of one lane and with the same requirements.
 *
 * @param labels that a worker must have, in the order of their names, with commas between; empty: any worker
 */
public record SlotsWanted(Lane lane, String labels, int slots) {}
