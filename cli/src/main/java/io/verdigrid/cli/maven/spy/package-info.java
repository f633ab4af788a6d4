/**
 * Runs inside the user's Maven, on Java 8 or newer: writes down what each execution of Surefire is about to do, and has it
 * skipped.
 *
 * <p>Surefire's configuration is made of poms, profiles, properties that other plugins set while they run, and command lines;
 * only Maven itself can evaluate it rightly, and here it does.
 */
package io.verdigrid.cli.maven.spy;
