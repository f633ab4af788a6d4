/** The dashboard: web pages, and the front door through which browsers and scripts call the public API. */
@NullMarked
package io.verdigrid.dashboard;

import org.jspecify.annotations.NullMarked;
