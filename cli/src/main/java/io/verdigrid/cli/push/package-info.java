/** What commands show of pushes and ask of a deployer. */
@NullMarked
package io.verdigrid.cli.push;

import org.jspecify.annotations.NullMarked;
