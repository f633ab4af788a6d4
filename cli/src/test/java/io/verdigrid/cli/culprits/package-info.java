@NullMarked
package io.verdigrid.cli.culprits;

import org.jspecify.annotations.NullMarked;
