package dev.honker.support.contract;

/** What every tool has to hold: a column of the README's table each. */
enum Point {
    COMMIT("commit keeps"),
    ROLLBACK("rollback drops"),
    EXCEPTION("exception drops"),
    SAVEPOINT("savepoint"),
    SECOND_AFTER_READ("second transaction after a read"),
    SECOND_AFTER_WRITE("second transaction after a write"),
    READ_ONLY("read-only refuses"),
    BATCH("batch"),
    KEYS("keys"),
    WRITERS("8 writers"),
    WAKE("wake after commit"),
    SQL_STATE("23505");

    private final String heading;

    Point(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}
