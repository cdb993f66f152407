package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A database with tasks, and bounded waits. */
public abstract class TaskFixture extends DatabaseFixture {

    protected static final Duration SOON = Duration.ofSeconds(30);

    /** Runs the tasks of the database's own registry; nothing may depend on the safety poll, so there is none. */
    protected TaskWorkerHandle work() {
        return db.runTasks(db.taskRegistry(), worker().build());
    }

    protected static TaskWorkerOptions.Builder worker() {
        return TaskWorkerOptions.builder().concurrency(2).idlePollInterval(Duration.ofHours(1));
    }

    /** The payload of the only job that waits. */
    protected String payload() {
        return String.valueOf(
                db.query("SELECT payload FROM _honker_live").get(0).get(0));
    }

    /** The error text of a job after it became a dead letter. */
    protected String death(long id) {
        await(() -> number("SELECT count(*) FROM _honker_dead WHERE id = ?", id) == 1);
        return String.valueOf(db.query("SELECT last_error FROM _honker_dead WHERE id = " + id)
                .get(0)
                .get(0));
    }

    protected void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        try (UpdateEvents updates = db.updateEvents()) {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime() - deadline).as("time left").isNegative();
                updates.awaitUpdate(Duration.ofMillis(5));
            }
        }
    }
}
