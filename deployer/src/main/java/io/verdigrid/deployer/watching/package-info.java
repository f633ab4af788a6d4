/** The judge as the watch of a rollout. */
@NullMarked
package io.verdigrid.deployer.watching;

import org.jspecify.annotations.NullMarked;
