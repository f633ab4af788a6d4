/** The JUnit Platform of the user, whatever its version: from 1.7 on. */
package io.verdigrid.runner.platform;
