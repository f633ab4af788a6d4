/** Published test suites to try the grid on. */
@NullMarked
package io.verdigrid.cli.demo;

import org.jspecify.annotations.NullMarked;
