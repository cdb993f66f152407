package dev.honker.support.run;

import java.nio.file.Path;

/**
 * A test that failed; immutable.
 *
 * @param module the module, and which of its runs if there are several
 * @param name the class and the method
 * @param message what the failure says; empty if nothing
 * @param details the file with its stack trace
 */
record FailedTest(String module, String name, String message, Path details) {

    /** Returns the name of the test in its module. */
    String place() {
        return module + "  " + name;
    }
}
