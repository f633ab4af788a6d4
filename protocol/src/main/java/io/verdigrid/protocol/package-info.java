/** What both ends of a wire share, beside the generated messages: channels, tokens, digests, bundles, time. */
@NullMarked
package io.verdigrid.protocol;

import org.jspecify.annotations.NullMarked;
