/** The green certificate: an in-toto statement in a DSSE envelope, made by coordinators and checked by deployers. */
@NullMarked
package io.verdigrid.protocol.certificate;

import org.jspecify.annotations.NullMarked;
