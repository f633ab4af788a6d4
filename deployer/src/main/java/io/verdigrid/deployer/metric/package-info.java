/** Where samples come from: Prometheus, Nagios plugins, HTTP probes, commands, behind one interface. */
@NullMarked
package io.verdigrid.deployer.metric;

import org.jspecify.annotations.NullMarked;
