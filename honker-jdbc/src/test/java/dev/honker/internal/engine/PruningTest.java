package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a janitor deletes, and what it must not. */
class PruningTest extends EngineFixture {

    private static final String OFFSETS =
            "SELECT coalesce(group_concat(o), '') FROM (SELECT offset AS o FROM _honker_stream ORDER BY offset)";

    @Test
    void eventsGoByAgeWhereNobodyReads() throws SQLException {
        withinOneSecond(() -> {
            events("t", "unixepoch() - 61", "unixepoch() - 60", "unixepoch()");
            events("u", "unixepoch() - 61");
            assertThat(Streams.prune(session, "t", 60, 100)).isOne();
            assertThat(texts(OFFSETS)).containsExactly("2,3,4");
            assertThat(Streams.prune(session, null, 60, 100)).isOne();
            assertThat(texts(OFFSETS)).containsExactly("2,3");
        });
    }

    @Test
    void eventThatAConsumerOfItsTopicHasNotPassedStays() throws SQLException {
        events("t", "1", "1", "1", "1");
        events("u", "1", "1");
        events("v", "1");
        Streams.saveOffset(session, "fast", "t", 4);
        Streams.saveOffset(session, "slow", "t", 2);
        Streams.saveOffset(session, "slow", "v", 0);
        execute("SAVEPOINT before");
        assertThat(Streams.prune(session, "t", 60, 100)).isEqualTo(2);
        assertThat(texts(OFFSETS)).containsExactly("3,4,5,6,7");
        execute("ROLLBACK TO before");
        assertThat(Streams.prune(session, null, 60, 100)).isEqualTo(4);
        assertThat(texts(OFFSETS)).containsExactly("3,4,7");
        Streams.saveOffset(session, "slow", "t", 3);
        assertThat(Streams.prune(session, null, 60, 100)).isOne();
        assertThat(texts(OFFSETS)).containsExactly("4,7");
    }

    @Test
    void eventsGoOldestFirstUpToTheLimit() throws SQLException {
        events("t", "1", "1", "1", "1", "1");
        assertThat(Streams.prune(session, "t", 60, 2)).isEqualTo(2);
        assertThat(Streams.prune(session, null, 60, 2)).isEqualTo(2);
        assertThat(texts(OFFSETS)).containsExactly("5");
        assertThat(Streams.prune(session, null, 60, 0)).isZero();
        assertThat(plan(Streams.PRUNE_TOPIC)).contains("_honker_stream_topic (topic=? AND offset<?)");
        assertThatThrownBy(() -> Streams.prune(session, null, -1, 2)).hasMessageContaining("older_than_s");
        assertThatThrownBy(() -> Streams.prune(session, null, 1, -2)).hasMessageContaining("limit");
    }

    @Test
    void resultsGoWhenTheyHaveExpiredUpToTheLimit() throws SQLException {
        withinOneSecond(() -> {
            execute("INSERT INTO _honker_results(job_id, value, expires_at) VALUES (1, 'a', unixepoch()),"
                    + " (2, 'b', unixepoch() + 1), (3, 'c', NULL), (4, 'd', 1), (5, 'e', 1)");
            assertThat(Results.sweep(session, 2)).isEqualTo(2);
            assertThat(Results.sweep(session, 2)).isOne();
            assertThat(Results.sweep(session, 2)).isZero();
            assertThat(session.query("SELECT job_id FROM _honker_results ORDER BY 1", row -> row.integer(1)))
                    .containsExactly(2L, 3L);
        });
    }

    @Test
    void locksGoWhenTheirGraceIsOver() throws SQLException {
        withinOneSecond(() -> {
            execute("INSERT INTO _honker_locks VALUES ('held', 'o', unixepoch() + 1), ('now', 'o', unixepoch()),"
                    + " ('old', 'o', unixepoch() - 60), ('older', 'o', unixepoch() - 61)");
            assertThat(Locks.sweepExpired(session, 61, 100)).isOne();
            assertThat(Locks.sweepExpired(session, 60, 100)).isOne();
            assertThat(Locks.sweepExpired(session, 60, 100)).isZero();
            assertThat(Locks.sweepExpired(session, 0, 0)).isZero();
            assertThat(Locks.sweepExpired(session, 0, 100)).isOne();
            assertThat(texts("SELECT name FROM _honker_locks")).containsExactly("held");
            assertThat(Locks.acquire(session, "now", "other", 60)).isTrue();
        });
        assertThatThrownBy(() -> Locks.sweepExpired(session, -1, 1)).hasMessageContaining("grace_s");
    }

    @Test
    void expiredJobsOfAllQueuesDieUpToTheLimit() throws SQLException {
        withinOneSecond(() -> {
            String columns = "state, claim_expires_at, expires_at";
            live("a", columns, "'pending', NULL, unixepoch()");
            live("b", columns, "'processing', unixepoch() - 1, unixepoch()");
            live("c", columns, "'pending', NULL, 1");
            live("a", columns, "'pending', NULL, unixepoch() + 1");
            live("b", columns, "'processing', unixepoch(), 1");
            live("c", columns, "'pending', NULL, NULL");
            assertThat(DeadLetters.sweepExpiredOfAllQueues(session, 0)).isZero();
            assertThat(DeadLetters.sweepExpiredOfAllQueues(session, 2)).isEqualTo(2);
            assertThat(DeadLetters.sweepExpiredOfAllQueues(session, 2)).isOne();
            assertThat(DeadLetters.sweepExpiredOfAllQueues(session, 2)).isZero();
            assertThat(texts("SELECT id || queue || last_error FROM _honker_dead ORDER BY id"))
                    .containsExactly("1aexpired", "2bexpired", "3cexpired");
            assertThat(session.query("SELECT id FROM _honker_live ORDER BY id", row -> row.integer(1)))
                    .containsExactly(4L, 5L, 6L);
        });
        assertThatThrownBy(() -> DeadLetters.sweepExpiredOfAllQueues(session, -1))
                .hasMessageContaining("limit");
    }

    @Test
    void jobsThatNeverExpireAreNotReadForThoseThatDo() throws SQLException {
        assertThat(plan(DeadLetters.EXPIRED_EXISTS))
                .contains("USING INDEX _honker_live_expiry (queue=? AND expires_at<?)");
    }

    private void events(String topic, String... createdAt) throws SQLException {
        for (String at : createdAt) {
            execute("INSERT INTO _honker_stream(topic, payload, created_at) VALUES ('" + topic + "', 'p', " + at + ")");
        }
    }
}
