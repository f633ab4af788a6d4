/** What is left of a build for other programs: JUnit XML and summary.json. */
@NullMarked
package io.verdigrid.cli.report;

import org.jspecify.annotations.NullMarked;
