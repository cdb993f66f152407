package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Results. */
public interface ResultContract extends FunctionFixture {

    @Test
    default void resultIsTheTextThatWasSaved() throws SQLException {
        assertThat(call("honker_result_get", 5)).isNull();
        assertThat(call("honker_result_save", 5, "null", 0)).isEqualTo(1L);
        assertThat(call("honker_result_get", 5)).isEqualTo("null");
        assertThat(call("honker_result_save", -5, "", 60)).isEqualTo(1L);
        assertThat(call("honker_result_get", -5)).isEqualTo("");
    }

    @Test
    default void zeroTimeToLiveMeansForEver() throws SQLException {
        withinOneSecond(now -> {
            call("honker_result_save", 5, "v", 60);
            assertThat(rows("SELECT * FROM _honker_results")).containsExactly("5|v|" + now + "|" + (now + 60));
            sql("UPDATE _honker_results SET created_at = 1");
            call("honker_result_save", 5, "w", 0);
            assertThat(rows("SELECT * FROM _honker_results")).containsExactly("5|w|1|null");
        });
    }

    @Test
    default void resultIsGoneInTheSecondOfItsExpiry() throws SQLException {
        withinOneSecond(now -> {
            call("honker_result_save", 1, "a", 60);
            call("honker_result_save", 2, "b", 60);
            call("honker_result_save", 3, "c", 0);
            sql("UPDATE _honker_results SET expires_at = unixepoch() + job_id - 1 WHERE job_id < 3");
            assertThat(call("honker_result_get", 1)).isNull();
            assertThat(call("honker_result_get", 2)).isEqualTo("b");
            assertThat(call("honker_result_sweep")).isEqualTo(1L);
            assertThat(rows("SELECT job_id FROM _honker_results ORDER BY job_id"))
                    .containsExactly("2", "3");
            sql("DELETE FROM _honker_results");
        });
    }

    @Test
    default void resultOutlivesItsJob() throws SQLException {
        long id = held("q", "w");
        call("honker_result_save", id, "42", 0);
        call("honker_ack", id, "w");
        assertThat(call("honker_result_get", id)).isEqualTo("42");
    }
}
