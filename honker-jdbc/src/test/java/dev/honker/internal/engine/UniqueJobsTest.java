package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.internal.engine.UniqueJobs.OnDuplicate;
import dev.honker.internal.engine.UniqueJobs.Outcome;
import dev.honker.internal.engine.UniqueJobs.Unique;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** At most one live job per key of a queue. */
class UniqueJobsTest extends EngineFixture {

    @Test
    void keyIsTakenWhileItsJobWaits() throws SQLException {
        long id = enqueue("first", OnDuplicate.FAIL).id();
        String all = "SELECT id || payload || run_at || max_attempts FROM _honker_live";
        List<?> before = texts(all);
        assertThat(enqueue("second", OnDuplicate.KEEP)).isEqualTo(new Unique(id, Outcome.KEPT));
        assertThat(enqueue("second", OnDuplicate.FAIL)).isEqualTo(new Unique(id, Outcome.REFUSED));
        assertThat(texts(all)).isEqualTo(before);
    }

    @Test
    void answerThatKeepsWritesNothing() throws SQLException {
        enqueue("first", OnDuplicate.FAIL);
        long before = number("SELECT total_changes()");
        enqueue("second", OnDuplicate.KEEP);
        enqueue("second", OnDuplicate.FAIL);
        assertThat(number("SELECT total_changes()")).isEqualTo(before);
    }

    @Test
    void replaceGivesThePendingJobEverythingAnewButItsId() throws SQLException {
        withinOneSecond(() -> {
            long id = live(
                    "q",
                    "run_at, priority, attempts, max_attempts, expires_at, created_at",
                    "unixepoch() + 900, 1, 2, 3, unixepoch() + 9, 5");
            execute("INSERT INTO _honker_unique_jobs VALUES ('q', 'k', " + id + ")");
            assertThat(UniqueJobs.enqueue(session, "q", "k", "new", OnDuplicate.REPLACE, null, 60L, 7, 9, 90L))
                    .isEqualTo(new Unique(id, Outcome.REPLACED));
            assertThat(texts(
                            "SELECT payload || '|' || (run_at - unixepoch()) || '|' || priority || '|' || attempts || '|'"
                                    + " || max_attempts || '|' || (expires_at - unixepoch()) || '|' || created_at || state"
                                    + " FROM _honker_live"))
                    .containsExactly("new|60|7|2|11|90|5pending");
            UniqueJobs.enqueue(session, "q", "k", "new", OnDuplicate.REPLACE, 12L, null, 0, 3, null);
            assertThat(texts("SELECT run_at || '|' || coalesce(expires_at, '-') FROM _honker_live"))
                    .containsExactly("12|-");
        });
    }

    @Test
    void replaceOfAJobThatIsProcessedAddsOneWhichTakesTheKey() throws SQLException {
        long running = enqueue("first", OnDuplicate.FAIL).id();
        Claims.claim(session, "q", "w", 1, 300);
        Unique second = enqueue("second", OnDuplicate.REPLACE);
        assertThat(second.outcome()).isEqualTo(Outcome.ENQUEUED);
        assertThat(second.id()).isGreaterThan(running);
        assertThat(texts("SELECT payload || state FROM _honker_live ORDER BY id"))
                .containsExactly("firstprocessing", "secondpending");
        assertThat(HeldJobs.ack(session, running, "w")).isTrue();
        assertThat(enqueue("third", OnDuplicate.KEEP)).isEqualTo(new Unique(second.id(), Outcome.KEPT));
    }

    @Test
    void replaceOfAJobWhoseClaimLapsedPutsAnotherInItsPlace() throws SQLException {
        long late = enqueue("first", OnDuplicate.FAIL).id();
        Claims.claim(session, "q", "w", 1, -10);
        Unique second = enqueue("second", OnDuplicate.REPLACE);
        assertThat(second.outcome()).isEqualTo(Outcome.ENQUEUED);
        assertThat(texts("SELECT payload FROM _honker_live")).containsExactly("second");
        Claims.claim(session, "q", "w", 1, 300);
        assertThat(ClaimedJobs.ack(session, late, "w", 1)).isFalse();
    }

    @Test
    void keyIsFreeOnceItsJobCannotRunAnyMore() throws SQLException {
        String[] over = {
            "'pending', NULL, NULL, 0, unixepoch()",
            "'processing', 'w', unixepoch() - 1, 1, unixepoch()",
            "'pending', NULL, NULL, 3, NULL",
            "'processing', 'w', unixepoch() - 1, 3, NULL",
        };
        for (String row : over) {
            withinOneSecond(() -> assertThat(onDuplicateOf(row)).as(row).isEqualTo(Outcome.ENQUEUED));
        }
    }

    @Test
    void keyIsTakenWhileItsJobRunsOrWillRun() throws SQLException {
        String[] alive = {
            "'pending', NULL, NULL, 0, unixepoch() + 1",
            "'processing', 'w', unixepoch(), 3, unixepoch() - 5",
            "'processing', 'w', unixepoch() - 1, 2, NULL",
            "'pending', NULL, NULL, 2, NULL",
        };
        for (String row : alive) {
            withinOneSecond(() -> assertThat(onDuplicateOf(row)).as(row).isEqualTo(Outcome.REFUSED));
        }
    }

    @Test
    void keyIsFreeOnceItsJobIsGone() throws SQLException {
        long acked = enqueue("a", OnDuplicate.FAIL).id();
        Claims.claim(session, "q", "w", 1, 300);
        HeldJobs.ack(session, acked, "w");
        long cancelled = enqueue("b", OnDuplicate.FAIL).id();
        Jobs.cancel(session, cancelled);
        long failed = enqueue("c", OnDuplicate.FAIL).id();
        Claims.claim(session, "q", "w", 1, 300);
        HeldJobs.fail(session, failed, "w", "e");
        long last = enqueue("d", OnDuplicate.FAIL).id();
        assertThat(Set.of(acked, cancelled, failed, last)).hasSize(4);
        assertThat(number("SELECT job_id FROM _honker_unique_jobs")).isEqualTo(last);
    }

    @Test
    void keysOfDifferentQueuesAreIndependent() throws SQLException {
        long mine = enqueue("p", OnDuplicate.FAIL).id();
        Unique theirs = UniqueJobs.enqueue(session, "other", "k", "p", OnDuplicate.FAIL, null, null, 0, 3, null);
        assertThat(theirs.outcome()).isEqualTo(Outcome.ENQUEUED);
        assertThat(theirs.id()).isNotEqualTo(mine);
        assertThat(UniqueJobs.enqueue(session, "q", "K", "p", OnDuplicate.FAIL, null, null, 0, 3, null)
                        .outcome())
                .isEqualTo(Outcome.ENQUEUED);
    }

    @Test
    void ordinaryJobsTakeNoKey() throws SQLException {
        Jobs.enqueue(session, "q", "k", null, null, 0, 3, null);
        assertThat(enqueue("p", OnDuplicate.FAIL).outcome()).isEqualTo(Outcome.ENQUEUED);
    }

    @Test
    void rollbackTakesJobAndKeyBack() throws SQLException {
        execute("BEGIN");
        enqueue("p", OnDuplicate.FAIL);
        execute("ROLLBACK");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
        assertThat(number("SELECT count(*) FROM _honker_unique_jobs")).isZero();
    }

    @Test
    void keyThatCannotBeTakenTakesTheJobBack() throws SQLException {
        execute("CREATE TRIGGER refuse BEFORE INSERT ON _honker_unique_jobs BEGIN SELECT RAISE(ABORT, 'no'); END");
        assertThatThrownBy(() -> enqueue("p", OnDuplicate.KEEP)).hasMessageContaining("no");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void sweepDeletesTheKeysOfGoneJobsOnly() throws SQLException {
        for (int i = 0; i < 5; i++) {
            UniqueJobs.enqueue(session, "q", "k" + i, "p", OnDuplicate.FAIL, null, null, 0, 3, null);
        }
        execute("DELETE FROM _honker_live WHERE id <= 3");
        assertThat(swept(UniqueJobs.sweepingKeys())).isEqualTo(3);
        assertThat(swept(UniqueJobs.sweepingKeys())).isZero();
        assertThat(texts("SELECT key FROM _honker_unique_jobs ORDER BY key")).containsExactly("k3", "k4");
    }

    @Test
    void theKeyIsFoundByOneSearchPerTable() throws SQLException {
        assertThat(plan(UniqueJobs.FREE))
                .contains("SEARCH taken USING PRIMARY KEY (queue=? AND key=?)")
                .contains("SEARCH job USING INTEGER PRIMARY KEY (rowid=?)")
                .doesNotContain("SCAN");
        assertThat(plan(UniqueJobs.TAKEN_BY)).doesNotContain("SCAN");
    }

    @Test
    void ofManyWhoEnqueueTheSameKeyAtOnceOneSucceeds() throws Exception {
        for (int round = 0; round < 20 * Integer.getInteger("repeat", 1); round++) {
            String key = "k" + round;
            OnDuplicate[] ways = OnDuplicate.values();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            CyclicBarrier start = new CyclicBarrier(4);
            try {
                List<Future<Unique>> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    OnDuplicate way = ways[i % ways.length];
                    answers.add(threads.submit(() -> {
                        try (Connection own = connect()) {
                            start.await();
                            return UniqueJobs.enqueue(
                                    new PlainSession(own), "q", key, "p", way, null, null, 0, 3, null);
                        }
                    }));
                }
                Set<Long> ids = new HashSet<>();
                int enqueued = 0;
                for (Future<Unique> answer : answers) {
                    ids.add(answer.get().id());
                    enqueued += answer.get().outcome() == Outcome.ENQUEUED ? 1 : 0;
                }
                assertThat(ids).hasSize(1);
                assertThat(enqueued).isOne();
            } finally {
                threads.shutdownNow();
            }
            assertThat(number("SELECT count(*) FROM _honker_live")).isEqualTo(round + 1);
        }
    }

    private Outcome onDuplicateOf(String row) throws SQLException {
        execute("DELETE FROM _honker_live");
        execute("DELETE FROM _honker_unique_jobs");
        long id = live("q", "state, worker_id, claim_expires_at, attempts, expires_at", row);
        execute("INSERT INTO _honker_unique_jobs VALUES ('q', 'k', " + id + ")");
        return enqueue("p", OnDuplicate.FAIL).outcome();
    }

    private Unique enqueue(String payload, OnDuplicate onDuplicate) throws SQLException {
        return UniqueJobs.enqueue(session, "q", "k", payload, onDuplicate, null, null, 0, 3, null);
    }
}
