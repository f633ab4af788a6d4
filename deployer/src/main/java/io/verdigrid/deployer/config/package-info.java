/** deploy.yaml: what may stand in it and what is wrong with one. */
@NullMarked
package io.verdigrid.deployer.config;

import org.jspecify.annotations.NullMarked;
