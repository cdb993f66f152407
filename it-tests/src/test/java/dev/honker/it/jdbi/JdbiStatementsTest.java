package dev.honker.it.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of Jdbi's statements call a function of honker, and how often. */
class JdbiStatementsTest {

    private Handle handle;

    @BeforeEach
    void open(@TempDir Path folder) {
        handle = Jdbi.create("jdbc:honker:sqlite:" + folder.resolve("app.db")).open();
        handle.execute("select honker_bootstrap()");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @Test
    void updatesAndBatchesOfFunctionsRunAndBatchesCount() {
        try (Update update = handle.createUpdate("select notify('c', :payload)");
                PreparedBatch batch = handle.prepareBatch("select notify('c', :payload)")) {
            // why -1: Jdbi asks for the count of a statement that gave rows
            assertThat(update.bind("payload", "1").execute()).isEqualTo(-1);
            assertThat(batch.bind("payload", "2")
                            .add()
                            .bind("payload", "3")
                            .add()
                            .execute())
                    .containsExactly(1, 1);
        }
        assertThat(notifications()).isEqualTo(3);
    }

    @Test
    void aQueryThatNobodyReadsRunsNothingAndAStreamRunsWhatIsRead() {
        handle.begin();
        try (Query query = handle.createQuery("select notify('c', 'x')")) {
            assertThat(query.mapTo(Long.class)).isNotNull();
        }
        assertThat(notifications()).isZero();
        try (Query query = handle.createQuery("select notify('c', cast(value as text)) from json_each('[1,2,3,4,5]')");
                Stream<Long> ids = query.mapTo(Long.class).stream()) {
            Optional<Long> first = ids.findFirst();
            assertThat(first).contains(1L);
        }
        assertThat(notifications()).isBetween(1L, 2L);
        handle.commit();
    }

    private long notifications() {
        try (Query query = handle.createQuery("select count(*) from _honker_notifications")) {
            return query.mapTo(Long.class).one();
        }
    }
}
