package dev.honker.internal.inspect;

import dev.honker.WriterLockStatus;

/** What is noteworthy about the write lock among the connections of this process; stateless. */
final class WriterLockCheck {

    private WriterLockCheck() {}

    static void run(WriterLockStatus status, Findings findings) {
        if (status.outdated() > 0) {
            findings.note(
                    "write lock",
                    status.outdated()
                            + " writes of this process were refused with SQLSTATE 40001: their transactions had only read and"
                            + " rested, so that others wrote meanwhile (" + status.yields()
                            + " transactions let others write). Run"
                            + " such a transaction again, write before it rests, or raise honker.read_yield");
        }
    }
}
