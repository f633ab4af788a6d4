/** The deployer's API; generated types go no further. */
@NullMarked
package io.verdigrid.deployer.rpc;

import org.jspecify.annotations.NullMarked;
