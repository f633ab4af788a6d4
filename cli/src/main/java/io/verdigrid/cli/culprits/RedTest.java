package io.verdigrid.cli.culprits;

import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.TestVerdict;

/**
 * A test that was red in the build.
 *
 * @param module empty: the build had one only
 * @param unit unique id of what is run for it: its class, as a rule
 * @param title for people
 */
public record RedTest(String module, String uniqueId, String unit, String className, String title) {
    /** Of a verdict. */
    public static RedTest of(TestVerdict verdict) {
        return new RedTest(
                verdict.getModule(),
                verdict.getTest().getUniqueId(),
                verdict.getTest().getUnitId(),
                verdict.getTest().getClassName(),
                Words.test(verdict.getModule(), verdict.getTest()));
    }
}
