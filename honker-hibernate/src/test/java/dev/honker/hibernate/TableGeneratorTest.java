package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys of AUTO and SEQUENCE, which are a table on SQLite: Hibernate fetches a block of them by a second connection of the same
 * thread and commits that, while the session's own transaction is open.
 */
class TableGeneratorTest {

    private static final String PLAIN = "jdbc:sqlite:%s?journal_mode=WAL";
    private static final String HONKER = "jdbc:honker:sqlite:%s";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, HONKER})
    void keysAreFetchedWhileTheTransactionHasOnlyRead(String url) {
        on(
                url,
                factory -> factory.inSession(session -> {
                    session.beginTransaction();
                    assertThat(count(session)).isZero();
                    Note note = new Note();
                    session.persist(note);
                    assertThat(note.id).isOne();
                    session.getTransaction().rollback();
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, HONKER})
    void anotherSessionOfTheThreadPersistsWhileTheFirstHasOnlyRead(String url) {
        on(
                url,
                factory -> factory.inTransaction(reading -> {
                    assertThat(count(reading)).isZero();
                    factory.inTransaction(session -> {
                        session.persist(new Note());
                        session.persist(new Draft());
                    });
                    factory.inStatelessTransaction(session -> insert(session, new Draft()));
                    assertThat(count(reading)).isZero();
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, HONKER})
    void aTransactionThatReadWritesWithKeysOfABlockFetchedBefore(String url) {
        on(url, factory -> {
            factory.inTransaction(session -> List.of(new Note(), new Note()).forEach(session::persist));
            factory.inTransaction(session -> {
                assertThat(count(session)).isEqualTo(2);
                session.persist(new Note());
            });
            factory.inTransaction(session -> assertThat(count(session)).isEqualTo(3));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, HONKER})
    void aTransactionThatReadBeforeItsBlockWasFetchedIsRefusedItsWriteAndSucceedsWhenItIsRepeated(String url) {
        on(url, factory -> {
            // why: the first key is fetched alone
            factory.inTransaction(session -> session.persist(new Draft()));
            Consumer<Session> readThenPersist = session -> {
                count(session);
                session.persist(new Draft());
                session.flush();
            };
            assertThatThrownBy(() -> factory.inTransaction(readThenPersist))
                    .hasStackTraceContaining("SQLITE_BUSY_SNAPSHOT");
            factory.inTransaction(readThenPersist);
            factory.inTransaction(
                    session -> assertThat(session.createSelectionQuery("select count(d) from Draft d", Long.class)
                                    .getSingleResult())
                            .isEqualTo(2));
        });
    }

    @Test
    void entitiesWithKeysOfATableAreNamedAtTheStartAndThoseWithIdentityAreNot() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.honker.hibernate");
        logger.addHandler(handler);
        try {
            on(HONKER, factory -> {});
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("WARNING honker: the keys of [")
                .contains("TableGeneratorTest$Note", "TableGeneratorTest$Draft", "Use GenerationType.IDENTITY")
                .doesNotContain("TableGeneratorTest$Plain");
    }

    private static long count(Session session) {
        return session.createSelectionQuery("select count(n) from Note n", Long.class)
                .getSingleResult();
    }

    private static void insert(StatelessSession session, Object entity) {
        session.insert(entity);
    }

    private void on(String url, Consumer<SessionFactory> work) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(String.format(url, folder.resolve("app.db")));
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Configuration configuration = new Configuration();
            configuration.getProperties().put("hibernate.connection.datasource", pool);
            configuration.getProperties().put("hibernate.hbm2ddl.auto", "update");
            configuration.addAnnotatedClass(Note.class);
            configuration.addAnnotatedClass(Draft.class);
            configuration.addAnnotatedClass(Plain.class);
            try (SessionFactory factory = configuration.buildSessionFactory()) {
                work.accept(factory);
            }
        }
    }

    /** Keys of its own rows. */
    @Entity(name = "Plain")
    static class Plain {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    /** AUTO, fifty keys a block. */
    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;
    }

    /** SEQUENCE, ten keys a block. */
    @Entity(name = "Draft")
    static class Draft {
        @Id
        @GeneratedValue(generator = "drafts")
        @SequenceGenerator(name = "drafts", initialValue = 10, allocationSize = 10)
        Long id;
    }
}
