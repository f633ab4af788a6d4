/** The deployer: takes green artifacts to hosts and back. */
@NullMarked
package io.verdigrid.deployer;

import org.jspecify.annotations.NullMarked;
