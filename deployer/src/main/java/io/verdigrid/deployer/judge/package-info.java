/** Whether a release harms: a pure function of samples, plan and seed, with hosts as the unit. */
@NullMarked
package io.verdigrid.deployer.judge;

import org.jspecify.annotations.NullMarked;
