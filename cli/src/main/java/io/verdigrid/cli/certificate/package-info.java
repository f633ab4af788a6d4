/** Green certificates for people. */
@NullMarked
package io.verdigrid.cli.certificate;

import org.jspecify.annotations.NullMarked;
