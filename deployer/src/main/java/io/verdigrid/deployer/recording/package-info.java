/** Recorded pushes as files: samples as CSV, the plan as YAML, so that any push can be judged again. */
@NullMarked
package io.verdigrid.deployer.recording;

import org.jspecify.annotations.NullMarked;
