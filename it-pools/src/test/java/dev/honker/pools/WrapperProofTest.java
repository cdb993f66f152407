package dev.honker.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.HonkerSqlException;
import dev.honker.jdbc.HonkerConnection;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrappers that nobody knows: each is used only if its rollback is proved to arrive. */
class WrapperProofTest {

    @TempDir
    private Path folder;

    private Path file;
    private Database look;

    @BeforeEach
    void open() {
        file = folder.resolve("app.db");
        look = Honker.open(file);
    }

    @AfterEach
    void close() {
        look.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = UnknownWrapper.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KEEPS_ROLLBACKS_BACK"})
    void whatAWrapperRollsBackIsGoneWhateverItCounts(UnknownWrapper kind) throws SQLException {
        try (Connection wrapper = kind.around(physical("jdbc:honker:sqlite:"))) {
            wrapper.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
                Honker.on(wrapper).queue("mail").enqueue("{}");
                kind.rollback(wrapper);
            }
            Honker.on(wrapper).queue("mail").enqueue("{}");
            kind.commit(wrapper);
        }
        assertThat(look.queue("mail").size()).isOne();
    }

    @Test
    void oneThatKeepsRollbacksBackIsRefusedBeforeAnythingIsWritten() throws SQLException {
        try (Connection wrapper = UnknownWrapper.KEEPS_ROLLBACKS_BACK.around(physical("jdbc:honker:sqlite:"))) {
            wrapper.setAutoCommit(false);
            assertThatThrownBy(() -> Honker.on(wrapper).queue("mail").enqueue("{}"))
                    .isInstanceOf(HonkerSqlException.class)
                    .hasMessageContaining(wrapper.getClass().getName())
                    .hasMessageContaining("rollback() doesn't reach SQLite")
                    .hasMessageContaining("unwrap(HonkerConnection.class)");
            wrapper.commit();

            HonkerConnection unwrapped = wrapper.unwrap(HonkerConnection.class);
            Honker.on(unwrapped).queue("mail").enqueue("{}");
            unwrapped.commit();
        }
        assertThat(look.queue("mail").size()).isOne();
    }

    @Test
    void aDatabaseOverSuchAPoolRefusesTransactions() {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        try (Database database =
                Honker.of(new WrappingDataSource(source, UnknownWrapper.KEEPS_ROLLBACKS_BACK::around))) {
            assertThatThrownBy(() ->
                            database.transactionVoid(tx -> tx.queue("mail").enqueue("{}")))
                    .isInstanceOf(HonkerSqlException.class)
                    .hasMessageContaining("rollback() doesn't reach SQLite");
            database.queue("mail").enqueue("{}");
        }
        assertThat(look.queue("mail").size()).isOne();
    }

    @Test
    void whatADatabaseRollsBackIsGoneAlsoIfTheWrapperKeepsThatBack() throws Exception {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        try (Database database =
                Honker.of(new WrappingDataSource(source, UnknownWrapper.KEEPS_ROLLBACKS_BACK::around))) {
            assertThatThrownBy(() -> database.transactionVoid(tx -> {
                        tx.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY)");
                        tx.queue("mail").enqueue("{}");
                        throw new IllegalStateException("declined");
                    }))
                    .hasMessage("declined");
            assertThat(look.queue("mail").size()).isZero();
            database.transactionVoid(tx -> tx.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY)"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:honker:sqlite:", "jdbc:sqlite:"})
    void aWrappedPoolIsAskedWhenAConnectionFirstComes(String prefix) throws SQLException {
        HonkerDataSource refused = HonkerDataSource.wrap(
                new WrappingDataSource(() -> physical(prefix), UnknownWrapper.KEEPS_ROLLBACKS_BACK::around));
        HonkerDataSource counting = HonkerDataSource.wrap(
                new WrappingDataSource(() -> physical(prefix), UnknownWrapper.COUNTS_STATEMENTS::around));
        if (prefix.equals("jdbc:sqlite:")) {
            assertThatThrownBy(refused::getConnection).hasMessageContaining("rollback() doesn't reach SQLite");
        }
        try (Connection connection = counting.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            connection.setAutoCommit(false);
            Honker.on(connection).queue("mail").enqueue("{}");
            connection.rollback();
        }
        assertThat(look.queue("mail").size()).isZero();
    }

    @Test
    void theProofTakesNothingBack() throws SQLException {
        try (Connection wrapper = UnknownWrapper.COUNTS_METADATA.around(physical("jdbc:honker:sqlite:"))) {
            wrapper.setAutoCommit(false);
            try (var statement = wrapper.createStatement()) {
                statement.executeUpdate("create table orders(id integer primary key)");
                statement.executeUpdate("insert into orders values (1)");
            }
            Honker.on(wrapper).queue("mail").enqueue("{}");
            wrapper.commit();
            assertThat(UnknownWrapper.rollbacksOf(wrapper)).isZero();
            Honker.on(wrapper).queue("mail").enqueue("{}");
            wrapper.commit();
            Honker.on(wrapper).queue("mail").enqueue("{}");
            wrapper.commit();
            assertThat(UnknownWrapper.rollbacksOf(wrapper))
                    .as("one proof for all")
                    .isOne();
        }
        assertThat(look.queue("mail").size()).isEqualTo(3);
    }

    private Connection physical(String prefix) throws SQLException {
        return DriverManager.getConnection(prefix + file);
    }
}
