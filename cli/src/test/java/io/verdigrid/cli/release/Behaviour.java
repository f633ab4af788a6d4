package io.verdigrid.cli.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a release of the shop does, as its file {@code shop} says it in one line of numbers.
 *
 * @param delayMs of an answer
 * @param errors share of requests that fail
 * @param orders share of answers that become an order
 * @param leak bytes that each request leaves behind
 */
record Behaviour(double delayMs, double errors, double orders, int leak) {
    /** It does not even start. */
    static final Behaviour NONE = new Behaviour(0, 1, 0, 0);

    static final Behaviour GOOD = new Behaviour(30, 0.25, 0.4, 0);

    static Behaviour of(Path host) throws IOException {
        String[] numbers = Files.readString(host.resolve("current").resolve("shop"))
                .strip()
                .split(" ");
        return new Behaviour(
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]),
                Double.parseDouble(numbers[2]),
                Integer.parseInt(numbers[3]));
    }

    String line(String revision) {
        return equals(NONE) ? "" : delayMs + " " + errors + " " + orders + " " + leak + " " + revision + "\n";
    }
}
