/** Finds the tests of a selection and splits them into units, with a failed test for whatever cannot be looked into. */
package io.verdigrid.runner.discovery;
