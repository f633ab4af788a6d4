/** Many hosts at once: who holds them, who is a canary, who did not answer. */
@NullMarked
package io.verdigrid.deployer.fleet;

import org.jspecify.annotations.NullMarked;
