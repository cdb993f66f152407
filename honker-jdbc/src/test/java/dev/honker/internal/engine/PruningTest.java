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
            assertThat(swept(Streams.pruning(60))).isEqualTo(2);
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
        assertThat(swept(Streams.pruning(60))).isEqualTo(4);
        assertThat(texts(OFFSETS)).containsExactly("3,4,7");
        Streams.saveOffset(session, "slow", "t", 3);
        assertThat(swept(Streams.pruning(60))).isOne();
        assertThat(texts(OFFSETS)).containsExactly("4,7");
    }

    @Test
    void eventThatAConsumerBeginsToWaitForDuringASweepStays() throws SQLException {
        events("t", "1", "1", "1");
        Sweep sweep = Streams.pruning(60);
        assertThat(sweep.find(session)).isTrue();
        Streams.saveOffset(session, "late", "t", 1);
        assertThat(sweep.take(session)).isOne();
        assertThat(texts(OFFSETS)).containsExactly("2,3");
        assertThatThrownBy(() -> Streams.pruning(-1)).hasMessageContaining("older_than_s");
    }

    @Test
    void resultsGoWhenTheyHaveExpired() throws SQLException {
        withinOneSecond(() -> {
            execute("INSERT INTO _honker_results(job_id, value, expires_at) VALUES (1, 'a', unixepoch()),"
                    + " (2, 'b', unixepoch() + 1), (3, 'c', NULL), (4, 'd', 1), (5, 'e', 1)");
            assertThat(swept(Results.sweeping())).isEqualTo(3);
            assertThat(swept(Results.sweeping())).isZero();
            assertThat(session.query("SELECT job_id FROM _honker_results ORDER BY 1", row -> row.integer(1)))
                    .containsExactly(2L, 3L);
        });
    }

    @Test
    void locksGoWhenTheirGraceIsOver() throws SQLException {
        withinOneSecond(() -> {
            execute("INSERT INTO _honker_locks VALUES ('held', 'o', unixepoch() + 1), ('now', 'o', unixepoch()),"
                    + " ('old', 'o', unixepoch() - 60), ('older', 'o', unixepoch() - 61)");
            assertThat(swept(Locks.sweepingExpired(61))).isOne();
            assertThat(swept(Locks.sweepingExpired(60))).isOne();
            assertThat(swept(Locks.sweepingExpired(60))).isZero();
            assertThat(swept(Locks.sweepingExpired(0))).isOne();
            assertThat(texts("SELECT name FROM _honker_locks")).containsExactly("held");
            assertThat(Locks.acquire(session, "now", "other", 60)).isTrue();
        });
        assertThatThrownBy(() -> Locks.sweepingExpired(-1)).hasMessageContaining("grace_s");
    }

    @Test
    void expiredJobsOfAllQueuesDie() throws SQLException {
        withinOneSecond(() -> {
            String columns = "state, claim_expires_at, expires_at";
            live("a", columns, "'pending', NULL, unixepoch()");
            live("b", columns, "'processing', unixepoch() - 1, unixepoch()");
            live("c", columns, "'pending', NULL, 1");
            live("a", columns, "'pending', NULL, unixepoch() + 1");
            live("b", columns, "'processing', unixepoch(), 1");
            live("c", columns, "'pending', NULL, NULL");
            assertThat(swept(DeadLetters.sweepingExpired("d"))).isZero();
            assertThat(swept(DeadLetters.sweepingExpired("b"))).isOne();
            assertThat(swept(DeadLetters.sweepingExpired(null))).isEqualTo(2);
            assertThat(swept(DeadLetters.sweepingExpired(null))).isZero();
            assertThat(texts("SELECT id || queue || last_error FROM _honker_dead ORDER BY id"))
                    .containsExactly("1aexpired", "2bexpired", "3cexpired");
            assertThat(session.query("SELECT id FROM _honker_live ORDER BY id", row -> row.integer(1)))
                    .containsExactly(4L, 5L, 6L);
        });
    }

    @Test
    void jobsThatNeverExpireAreNotReadForThoseThatDo() throws SQLException {
        assertThat(plan(DeadLetters.EXPIRED_EXISTS))
                .contains("USING INDEX _honker_live_expiry (queue=? AND expires_at<?)");
    }

    @Test
    void expiredJobThatATriggerKeepsDoesNotKeepTheSweepGoing() throws SQLException {
        execute("CREATE TRIGGER ignored BEFORE INSERT ON _honker_dead BEGIN SELECT RAISE(IGNORE); END");
        for (int i = 0; i < Sweep.MOST_ROWS + 1; i++) {
            live("q", "expires_at", "1");
        }
        assertThat(swept(DeadLetters.sweepingExpired("q"))).isZero();
        assertThat(number("SELECT count(*) FROM _honker_live")).isEqualTo(Sweep.MOST_ROWS + 1);
    }

    @Test
    void largePayloadsGoInSmallTransactions() throws SQLException {
        execute("INSERT INTO _honker_results(job_id, value, expires_at) VALUES (1, zeroblob(3000000), 1),"
                + " (2, zeroblob(3000000), 1), (3, 'small', 1)");
        Sweep sweep = Results.sweeping();
        assertThat(sweep.find(session)).isTrue();
        assertThat(sweep.take(session)).isOne();
        assertThat(sweep.find(session)).isTrue();
        assertThat(sweep.take(session)).isEqualTo(2);
    }

    private void events(String topic, String... createdAt) throws SQLException {
        for (String at : createdAt) {
            execute("INSERT INTO _honker_stream(topic, payload, created_at) VALUES ('" + topic + "', 'p', " + at + ")");
        }
    }
}
