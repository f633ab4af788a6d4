/** Runs a unit, or some tests of it, and reports each test as it starts and ends. */
package io.verdigrid.runner.execution;
