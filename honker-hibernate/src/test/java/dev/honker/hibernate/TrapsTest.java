package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.HonkerSqlException;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surprises people who call SQL functions through Hibernate, and what is left of it. */
class TrapsTest {

    private final List<String> statements = new ArrayList<>();

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        StatementInspector inspector = sql -> {
            statements.add(sql);
            return sql;
        };
        store = Store.open(
                folder.resolve("app.db"),
                Map.of("hibernate.hbm2ddl.auto", "update", "hibernate.session_factory.statement_inspector", inspector),
                OrderRow.class,
                Shop.Tag.class);
        statements.clear();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theDialectIsFoundByTheUrlAlone() throws Exception {
        store.inSession(session -> assertThat(session.getSessionFactory()
                        .unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                        .getJdbcServices()
                        .getDialect()
                        .getClass()
                        .getName())
                .isEqualTo("org.hibernate.community.dialect.SQLiteDialect"));
    }

    @Test
    void aNativeSelectOfAFunctionWorksByExecuteUpdateToo() throws Exception {
        store.inSession(session -> {
            assertThat(session.createNativeQuery("select notify(:c, :p)", Long.class)
                            .setParameter("c", "c")
                            .setParameter("p", "1")
                            .getSingleResult())
                    .isOne();
            assertThat(session.createNativeQuery("select notify('c', '2')", Long.class)
                            .executeUpdate())
                    .isOne();
        });
        assertThat(store.notifications()).containsExactly("c 1", "c 2");
    }

    @Test
    void aNativeMutationQueryRefusesASelectItselfBeforeRunningIt() throws Exception {
        store.inSession(session -> assertThatThrownBy(() -> session.createNativeMutationQuery("select notify('c', 'p')")
                        .executeUpdate())
                .isInstanceOf(org.hibernate.HibernateException.class));
    }

    @Test
    void anHqlSelectWithoutAnEntityFlushesNothingSoThatTheOrderIsTheApplications() throws Exception {
        store.inSession(session -> {
            session.persist(new Shop.Tag(1));
            session.createSelectionQuery("select notify('c', 'p')", Long.class).getSingleResult();
        });
        assertThat(statements).hasSize(2);
        assertThat(statements.get(0)).contains("notify");
        assertThat(statements.get(1)).startsWith("insert");
        assertThat(store.notifications()).hasSize(1);
    }

    @Test
    void aBusyFileIsALockErrorFromQueriesAndFromHonkerSession() throws Exception {
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = writer.createStatement()) {
            store.inSession(session -> HonkerSession.of(session).notify("c", "p"));
            statement.execute("begin immediate");

            try (Session session = store.factory().openSession()) {
                session.beginTransaction();
                Throwable refused =
                        catchThrowable(() -> session.createSelectionQuery("select notify('c', 'p')", Long.class)
                                .getSingleResult());
                // why: JPA's wrapper of it is another one in each version
                assertThat(refused instanceof LockAcquisitionException ? refused : refused.getCause())
                        .isInstanceOf(LockAcquisitionException.class);
                assertThat(refused).hasRootCauseInstanceOf(SQLException.class);
                session.getTransaction().rollback();
            }
            try (EntityManager entities = store.factory().createEntityManager()) {
                entities.getTransaction().begin();
                assertThatThrownBy(() -> HonkerSession.of(entities).notify("c", "p"))
                        .isInstanceOfSatisfying(HonkerSqlException.class, refused -> {
                            assertThat(refused.errorCode()).isEqualTo(5);
                            assertThat(refused.sqlState()).isEqualTo("40001");
                        });
                entities.getTransaction().rollback();
            }
        }
        assertThat(store.notifications()).hasSize(1);
    }

    @Test
    void identityKeysStayRightBesideATriggerThatNotifies() throws Exception {
        store.inSession(session -> {
            session.doWork(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create temp trigger told after insert on main.orders begin"
                            + " select notify('c', new.item); select notify('d', new.item); end");
                }
            });
            for (long expected = 1; expected <= 3; expected++) {
                OrderRow order = new OrderRow("item " + expected);
                session.persist(order);
                assertThat(order.id).isEqualTo(expected);
            }
            session.doWork(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("drop trigger temp.told");
                }
            });
        });
        assertThat(store.notifications()).hasSize(6);
    }

    @Test
    void anUnregisteredNameFailsInSqliteByItsName() throws Exception {
        store.inSession(session -> assertThatThrownBy(
                        () -> session.createSelectionQuery("select function('honker_unknown', 1)", Long.class)
                                .getSingleResult())
                .hasStackTraceContaining("no such function: honker_unknown"));
    }
}
