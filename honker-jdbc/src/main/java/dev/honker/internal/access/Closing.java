package dev.honker.internal.access;

/** Closing on the way out of a failure; stateless. */
final class Closing {

    private Closing() {}

    /** Closes; what that throws is suppressed by the failure. */
    static void after(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
