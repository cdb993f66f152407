package dev.honker.it.frameworks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The URL of an application before and after its change to honker. */
public enum Driver {
    /** Shows that a scenario works on sqlite-jdbc, so that honker must not lose it. */
    PLAIN("jdbc:sqlite:%s?journal_mode=WAL&synchronous=NORMAL&busy_timeout=%d", "org.sqlite.JDBC"),
    /** The driver under test, with the default mode of its transactions. */
    HONKER("jdbc:honker:sqlite:%s?busy_timeout=%d", "dev.honker.jdbc.HonkerDriver");

    /** Longer than any wait that is not a deadlock, on the slowest machine. */
    static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

    private final String pattern;
    private final String className;

    Driver(String pattern, String className) {
        this.pattern = pattern;
        this.className = className;
    }

    /** Returns both, as often as the tests of concurrency are to be repeated. */
    static Stream<Driver> repeated() {
        return repetitions().flatMap(repetition -> Stream.of(values()));
    }

    /** Returns a number for each time that the tests of concurrency are to be repeated. */
    static Stream<Integer> repetitions() {
        return IntStream.rangeClosed(1, Integer.getInteger("repeat", 1)).boxed();
    }

    /** Returns the URL of a file. */
    public String url(Path file) {
        return String.format(pattern, file, BUSY_TIMEOUT.toMillis());
    }

    /** Returns the name of the driver's class. */
    public String className() {
        return className;
    }
}
