/** A build from its submission to its end, and what is shown of it. */
@NullMarked
package io.verdigrid.cli.run;

import org.jspecify.annotations.NullMarked;
