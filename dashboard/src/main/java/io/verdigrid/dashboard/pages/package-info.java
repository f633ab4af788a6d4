/** The files that browsers load. */
@NullMarked
package io.verdigrid.dashboard.pages;

import org.jspecify.annotations.NullMarked;
