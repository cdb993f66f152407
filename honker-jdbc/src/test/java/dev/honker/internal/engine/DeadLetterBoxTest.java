package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.internal.engine.DeadLetterBox.Death;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Dead letters: looking at them, bringing them back, throwing them away. */
class DeadLetterBoxTest extends EngineFixture {

    private static final String IDS = "SELECT group_concat(id) FROM (SELECT id FROM _honker_dead ORDER BY id)";

    @Test
    void listGoesThroughAQueuePageByPage() throws SQLException {
        for (int id = 1; id <= 6; id++) {
            dead(id % 2 == 0 ? "q" : "other", "id", "" + id * 10);
        }
        assertThat(DeadLetterBox.list(session, "q", 0, 2))
                .extracting(DeadRow::id)
                .containsExactly(20L, 40L);
        assertThat(DeadLetterBox.list(session, "q", 40, 2))
                .extracting(DeadRow::id)
                .containsExactly(60L);
        assertThat(DeadLetterBox.list(session, "q", 60, 2)).isEmpty();
        assertThat(DeadLetterBox.list(session, "q", 0, 0)).isEmpty();
        assertThat(DeadLetterBox.count(session, "q")).isEqualTo(3);
        assertThat(DeadLetterBox.count(session, "none")).isZero();
        assertThatThrownBy(() -> DeadLetterBox.list(session, "q", 0, -1)).hasMessageContaining("limit");
    }

    @Test
    void everyColumnIsRead() throws SQLException {
        dead(
                "q",
                "id, priority, run_at, attempts, max_attempts, last_error, created_at, died_at",
                "9, 1, 2, 3, 4, 'e', 5, 6");
        DeadRow row = new DeadRow(9, "q", "p", 1, 2, 3, 4, "e", 5, 6);
        assertThat(DeadLetterBox.get(session, "q", 9)).contains(row);
        assertThat(DeadLetterBox.list(session, "q", 0, 9)).containsExactly(row);
        assertThat(DeadLetterBox.get(session, "other", 9)).isEmpty();
        execute("UPDATE _honker_dead SET last_error = NULL");
        assertThat(DeadLetterBox.get(session, "q", 9).orElseThrow().lastError()).isNull();
    }

    @Test
    void errorsAreThoseOfTheDeadAmongTheIds() throws SQLException {
        dead("q", "id, last_error", "1, 'why'");
        dead("other", "id, last_error", "2, NULL");
        dead("q", "id, last_error", "3, 'not asked'");
        assertThat(DeadLetterBox.errorsOf(session, "[1,2,4]"))
                .containsExactlyInAnyOrder(new Death(1, "why"), new Death(2, null));
        assertThat(DeadLetterBox.errorsOf(session, "[]")).isEmpty();
        assertThat(plan(DeadLetterBox.ERRORS)).contains("SEARCH main._honker_dead USING INTEGER PRIMARY KEY");
    }

    @Test
    void redrivenJobLivesUnderItsOldId() throws SQLException {
        withinOneSecond(() -> {
            dead("q", "id, priority, run_at, attempts, max_attempts, last_error, created_at", "9, 4, 1, 5, 5, 'e', 77");
            assertThat(DeadLetterBox.redrive(session, "q", 9)).isTrue();
            assertThat(Jobs.get(session, 9))
                    .contains(new JobRow(9, "q", "p", "pending", 4, now(), null, null, 0, 5, 77, null));
            assertThat(DeadLetterBox.count(session, "q")).isZero();
            assertThat(DeadLetterBox.redrive(session, "q", 9)).isFalse();
            assertThat(Claims.claim(session, "q", "w", 1, 300)).hasSize(1);
            assertThat(Jobs.enqueue(session, "q", "p", null, null, 0, 3, null)).isEqualTo(10);
        });
    }

    @Test
    void redrivenJobHasAtLeastOneAttempt() throws SQLException {
        dead("q", "id, max_attempts", "9, 0");
        assertThat(DeadLetterBox.redrive(session, "q", 9)).isTrue();
        assertThat(Jobs.get(session, 9).orElseThrow().maxAttempts()).isOne();
    }

    @Test
    void redriveOfAnotherQueueOrIdDoesNothing() throws SQLException {
        dead("q", "id", "9");
        assertThat(DeadLetterBox.redrive(session, "other", 9)).isFalse();
        assertThat(DeadLetterBox.redrive(session, "q", 8)).isFalse();
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void deadLetterWhoseIdALiveJobHasIsNotRedriven() throws SQLException {
        dead("q", "id", "9");
        live("q", "id", "9");
        dead("q", "id", "10");
        assertThatThrownBy(() -> DeadLetterBox.redrive(session, "q", 9))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("dead letter 9 of queue 'q' can't be redriven");
        assertThat(swept(DeadLetterBox.redriving("q", 10))).isOne();
        assertThat(texts(IDS)).containsExactly("9");
        assertThat(number("SELECT count(*) FROM _honker_live")).isEqualTo(2);
    }

    @Test
    void redriveThatATriggerIgnoresLeavesTheDeadLetter() throws SQLException {
        dead("q", "id", "9");
        execute("CREATE TRIGGER ignored BEFORE INSERT ON _honker_live BEGIN SELECT RAISE(IGNORE); END");
        assertThatThrownBy(() -> DeadLetterBox.redrive(session, "q", 9)).hasMessageContaining("ignored the row");
        assertThat(swept(DeadLetterBox.redriving("q", 9))).isZero();
        assertThat(texts(IDS)).containsExactly("9");
    }

    @Test
    void redriveIsUndoneTogether() throws SQLException {
        dead("q", "id", "9");
        execute("CREATE TRIGGER refuse BEFORE DELETE ON _honker_dead BEGIN SELECT RAISE(ABORT, 'no'); END");
        assertThatThrownBy(() -> DeadLetterBox.redrive(session, "q", 9)).hasMessageContaining("no");
        assertThatThrownBy(() -> swept(DeadLetterBox.redriving("q", 9))).hasMessageContaining("no");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void redriveAllTakesTheOldestOfTheQueueFirst() throws SQLException {
        for (int id = 1; id <= 5; id++) {
            dead("q", "id", "" + id);
        }
        dead("other", "id", "6");
        assertThat(swept(DeadLetterBox.redriving("q", 3))).isEqualTo(3);
        assertThat(texts(IDS)).containsExactly("4,5,6");
        assertThat(swept(DeadLetterBox.redriving("q", 3))).isEqualTo(2);
        assertThat(swept(DeadLetterBox.redriving("q", 3))).isZero();
        assertThat(session.query("SELECT id FROM _honker_live ORDER BY id", row -> row.integer(1)))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void deleteNeedsTheQueueToo() throws SQLException {
        dead("q", "id", "9");
        assertThat(DeadLetterBox.delete(session, "other", 9)).isFalse();
        assertThat(DeadLetterBox.delete(session, "q", 9)).isTrue();
        assertThat(DeadLetterBox.delete(session, "q", 9)).isFalse();
    }

    @Test
    void onlyWhatExceedsTheAgeIsDeleted() throws SQLException {
        withinOneSecond(() -> {
            dead("q", "id, died_at", "1, unixepoch() - 61");
            dead("q", "id, died_at", "2, unixepoch() - 60");
            dead("other", "id, died_at", "3, unixepoch() - 61");
            assertThat(swept(DeadLetterBox.deletingOld("q", 60))).isOne();
            assertThat(texts(IDS)).containsExactly("2,3");
            assertThat(swept(DeadLetterBox.deletingOld(null, 60))).isOne();
            assertThat(texts(IDS)).containsExactly("2");
        });
        assertThatThrownBy(() -> DeadLetterBox.deletingOld("q", -1)).hasMessageContaining("older_than_s");
    }
}
