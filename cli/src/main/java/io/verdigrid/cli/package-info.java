/** The command {@code verdigrid}: one class a command, and the composition roots. */
@NullMarked
package io.verdigrid.cli;

import org.jspecify.annotations.NullMarked;
