@NullMarked
package io.verdigrid.cli.policy;

import org.jspecify.annotations.NullMarked;
