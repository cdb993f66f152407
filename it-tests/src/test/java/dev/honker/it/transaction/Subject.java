package dev.honker.it.transaction;

import java.nio.file.Path;

/** A driver that a rule is tried on. */
enum Subject {
    /** The driver under test. */
    HONKER("jdbc:honker:sqlite:%s?busy_timeout=%d"),
    /** sqlite-jdbc as most applications have it. */
    PLAIN("jdbc:sqlite:%s?journal_mode=WAL&synchronous=NORMAL&busy_timeout=%d"),
    /** sqlite-jdbc as its own advice against BUSY_SNAPSHOT would have it. */
    PLAIN_IMMEDIATE("jdbc:sqlite:%s?journal_mode=WAL&synchronous=NORMAL&busy_timeout=%d&transaction_mode=IMMEDIATE");

    private final String pattern;

    Subject(String pattern) {
        this.pattern = pattern;
    }

    String url(Path file, int busyTimeoutMillis) {
        return String.format(pattern, file, busyTimeoutMillis);
    }
}
