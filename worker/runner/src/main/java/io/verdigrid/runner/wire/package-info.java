/**
 * What a worker and its runner say to each other over a loopback socket: frames of a length, a kind and fields. {@code
 * docs/protocol.md} lists them. Java 8 and nothing but the JDK.
 */
package io.verdigrid.runner.wire;
