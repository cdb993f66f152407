package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading many results at once. */
class ResultsTest extends EngineFixture {

    @Test
    void manyResultsAreThoseThatOneWouldRead() throws SQLException {
        withinOneSecond(() -> {
            execute(
                    "INSERT INTO _honker_results(job_id, value, expires_at) VALUES (1, 'a', NULL),"
                            + " (2, 'b', unixepoch()), (3, 'c', unixepoch() + 1), (4, NULL, NULL), (5, 'null', NULL), (6, 'f', NULL)");
            assertThat(Results.of(session, "[1,2,3,4,5,99]")).isEqualTo(Map.of(1L, "a", 3L, "c", 5L, "null"));
            for (long id = 1; id <= 6; id++) {
                assertThat(Results.of(session, "[" + id + "]").get(id)).isEqualTo(Results.get(session, id));
            }
        });
    }

    @Test
    void noIdsHaveNoResults() throws SQLException {
        assertThat(Results.of(session, "[]")).isEmpty();
        assertThatThrownBy(() -> Results.of(session, "1,")).hasMessageContaining("malformed JSON");
    }

    @Test
    void resultsAreFoundByTheirIds() throws SQLException {
        assertThat(plan(Results.GET_ALL)).contains("SEARCH main._honker_results USING INTEGER PRIMARY KEY (rowid=?)");
    }
}
