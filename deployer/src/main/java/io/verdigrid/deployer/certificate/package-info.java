/** What certificates let in. */
@NullMarked
package io.verdigrid.deployer.certificate;

import org.jspecify.annotations.NullMarked;
