package io.verdigrid.runner.discovery;

/** Whether a class can be looked into as engines do, without running any of its code. No instances. */
final class ClassCheck {
    private ClassCheck() {}

    /** Why it cannot be loaded or its methods cannot be listed; null: it can. */
    static Throwable problem(String className) {
        try {
            Class<?> at = Class.forName(className, false, loader());
            while (at != null && at != Object.class) {
                Object unused = at.getDeclaredMethods();
                at = at.getSuperclass();
            }
            return null;
        } catch (ClassNotFoundException | LinkageError | RuntimeException problem) {
            return problem;
        }
    }

    /** It can be loaded, whatever is the matter with its methods. */
    static boolean isLoadable(String className) {
        try {
            Class.forName(className, false, loader());
            return true;
        } catch (ClassNotFoundException | LinkageError | RuntimeException problem) {
            return false;
        }
    }

    /** Its member classes cannot be listed, so that JUnit passes over those that are test classes. */
    static boolean hidesMembers(String className) {
        try {
            Object unused = Class.forName(className, false, loader()).getDeclaredClasses();
            return false;
        } catch (ClassNotFoundException | LinkageError | RuntimeException problem) {
            return true;
        }
    }

    static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ClassLoader.getSystemClassLoader() : context;
    }
}
