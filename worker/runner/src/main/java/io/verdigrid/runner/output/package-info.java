/** Takes System.out and System.err apart by test, within a bound for each. */
package io.verdigrid.runner.output;
