package dev.honker.hibernate;

import java.util.Locale;

/** The SQL functions as HQL has to know them; a test compares them with the driver's own list. */
enum SqlFunction {
    NOTIFY(2),
    HONKER_ENQUEUE(7),
    HONKER_CLAIM_BATCH(4, Result.TEXT),
    HONKER_ACK(2),
    HONKER_ACK_BATCH(2),
    HONKER_RETRY(4),
    HONKER_FAIL(3),
    HONKER_HEARTBEAT(3),
    HONKER_CANCEL(1),
    HONKER_GET_JOB(1, Result.TEXT),
    HONKER_QUEUE_NEXT_CLAIM_AT(1),
    HONKER_SWEEP_EXPIRED(1),
    HONKER_RESULT_SAVE(3),
    HONKER_RESULT_GET(1, Result.TEXT),
    HONKER_RESULT_SWEEP(0),
    HONKER_STREAM_PUBLISH(3),
    HONKER_STREAM_READ_SINCE(3, Result.TEXT),
    HONKER_STREAM_SAVE_OFFSET(3),
    HONKER_STREAM_GET_OFFSET(2),
    HONKER_SCHEDULER_REGISTER(6, 7, Result.NUMBER),
    HONKER_SCHEDULER_UNREGISTER(1),
    HONKER_SCHEDULER_TICK(1, Result.TEXT),
    HONKER_SCHEDULER_SOONEST(0),
    HONKER_SCHEDULER_PAUSE(1),
    HONKER_SCHEDULER_RESUME(1),
    HONKER_SCHEDULER_LIST(0, Result.TEXT),
    HONKER_SCHEDULER_UPDATE(6, 8, Result.NUMBER),
    HONKER_CRON_NEXT_AFTER(2),
    HONKER_LOCK_ACQUIRE(3),
    HONKER_LOCK_RENEW(3),
    HONKER_LOCK_RELEASE(2),
    HONKER_RATE_LIMIT_TRY(3),
    HONKER_RATE_LIMIT_SWEEP(1),
    HONKER_BOOTSTRAP(0),
    HONKER_UPDATE_WATCHER_OPEN(2, 3, Result.NUMBER),
    HONKER_UPDATE_WATCHER_WAIT(2),
    HONKER_UPDATE_WATCHER_CLOSE(1);

    private enum Result {
        NUMBER,
        TEXT
    }

    private final int minArguments;
    private final int maxArguments;
    private final Result result;

    SqlFunction(int arguments) {
        this(arguments, Result.NUMBER);
    }

    SqlFunction(int arguments, Result result) {
        this(arguments, arguments, result);
    }

    SqlFunction(int minArguments, int maxArguments, Result result) {
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
        this.result = result;
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    int minArguments() {
        return minArguments;
    }

    int maxArguments() {
        return maxArguments;
    }

    boolean givesText() {
        return result == Result.TEXT;
    }
}
