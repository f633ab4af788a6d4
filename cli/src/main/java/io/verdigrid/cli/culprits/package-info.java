/** Which commit made a test fail: bisection of many commits at once, over a grid's idle slots. */
@NullMarked
package io.verdigrid.cli.culprits;

import org.jspecify.annotations.NullMarked;
