/** The simplest watch: does each host answer. */
@NullMarked
package io.verdigrid.deployer.probe;

import org.jspecify.annotations.NullMarked;
