package io.verdigrid.runner.output;

/** Where a thread writes; a thread that a test starts writes where the test does. */
final class CurrentOutput extends InheritableThreadLocal<TestOutput> {
    @Override
    protected TestOutput childValue(TestOutput parent) {
        // A pool that a class's set-up starts works for the tests that come, not for the set-up.
        return parent == null || parent.isUnit() ? null : parent;
    }
}
