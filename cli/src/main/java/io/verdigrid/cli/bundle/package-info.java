/** Makes a bundle of a classpath and a folder, and brings it to a coordinator. */
@NullMarked
package io.verdigrid.cli.bundle;

import org.jspecify.annotations.NullMarked;
