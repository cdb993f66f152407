package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.hibernate.Ledger.Account;
import java.nio.file.Path;
import java.sql.Savepoint;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a stateless session has only queued, and sessions that Hibernate 6.6 does not tell. */
class StatelessBatchTest {

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("app.db"), Ledger.ENTITIES);
    }

    @AfterEach
    void close() {
        AFTER_PERSIST.clear();
        AFTER_UPDATE.clear();
        store.close();
    }

    @Test
    void aStatelessBatchThatFailsLeavesNoEventOfRowsThatAreNotThere() throws Exception {
        store.run("create trigger refused before insert on Account when new.id = 1"
                + " begin select raise(abort, 'refused'); end");
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            session.setJdbcBatchSize(2);
            session.beginTransaction();
            Throwable failed = catchThrowable(() -> {
                session.insert(new Account(1));
                session.insert(new Account(2));
            });
            assertThat(failed).hasStackTraceContaining("refused");
            catchThrowable(() -> session.getTransaction().commit());
        }
        assertThat(store.events())
                .hasSize(Integer.parseInt(
                        store.rows("select count(*) from Account").get(0)));
    }

    @Test
    void insertMultipleThatFailsLeavesNoEventOfRowsThatAreNotThere() throws Exception {
        Assumptions.assumeTrue(EventSession.TELLS_STATELESS);
        store.run("create trigger refused before insert on Account when new.id = 1"
                + " begin select raise(abort, 'refused'); end");
        try (StatelessSession session = store.factory().openStatelessSession()) {
            session.beginTransaction();
            var insertMultiple = StatelessSession.class.getMethod("insertMultiple", List.class);
            Throwable failed = catchThrowable(
                    () -> insertMultiple.invoke(session, List.of(new Account(1), new Account(2), new Account(3))));
            assertThat(failed).hasStackTraceContaining("refused");
            catchThrowable(() -> session.getTransaction().commit());
        }
        assertThat(store.events())
                .hasSize(Integer.parseInt(
                        store.rows("select count(*) from Account").get(0)));
    }

    @Test
    void aSavepointTakesBackRowsAndEventsOfAStatelessBatchAlike() throws Exception {
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            session.setJdbcBatchSize(10);
            session.beginTransaction();
            session.insert(new Account(1));
            Savepoint savepoint = session.doReturningWork(connection -> connection.setSavepoint());
            session.insert(new Account(2));
            session.doWork(connection -> connection.rollback(savepoint));
            session.getTransaction().commit();
        }
        List<String> ids = store.rows("select id from Account");
        assertThat(store.events()).hasSize(ids.size());
        assertThat(store.rows("select key from _honker_stream")).isEqualTo(ids);
    }

    @Test
    void onHibernate6ARowOfAnUnknownSessionIsNeverCommittedWithoutItsEvent() throws Exception {
        Assumptions.assumeFalse(EventSession.TELLS_STATELESS);
        try (StatelessSession known = store.factory().openStatelessSession();
                StatelessSession unknown = store.factory().openStatelessSession()) {
            HonkerSession.of(known);
            known.beginTransaction();
            unknown.beginTransaction();
            assertThat(catchThrowable(() -> unknown.insert(new Account(1)))).isNotNull();
            catchThrowable(() -> unknown.getTransaction().commit());
            catchThrowable(() -> known.getTransaction().commit());
        }
        assertThat(store.events())
                .hasSize(Integer.parseInt(
                        store.rows("select count(*) from Account").get(0)));
    }

    @Test
    void onHibernate6AnEventIsNeverInTheTransactionOfAnotherSessionThanTheBatchedRow() throws Exception {
        Assumptions.assumeFalse(EventSession.TELLS_STATELESS);
        try (StatelessSession known = store.factory().openStatelessSession();
                StatelessSession unknown = store.factory().openStatelessSession()) {
            HonkerSession.of(known);
            known.beginTransaction();
            unknown.setJdbcBatchSize(10);
            unknown.beginTransaction();
            catchThrowable(() -> unknown.insert(new Account(1)));
            known.getTransaction().commit();
            unknown.getTransaction().rollback();
        }
        assertThat(store.rows("select id from Account")).isEmpty();
        assertThat(store.events()).isEmpty();
    }

    @Test
    void anEventThatCanNotBeWrittenMarksTheTransactionOfAStatelessSession() throws Exception {
        store.inSession(session -> HonkerSession.of(session).stream("other").publish("{}"));
        store.run("create trigger full before insert on _honker_stream begin select raise(abort, 'full'); end");
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            session.beginTransaction();
            assertThat(catchThrowable(() -> session.insert(new Account(1)))).hasStackTraceContaining("full");
            catchThrowable(() -> session.getTransaction().commit());
        }
        assertThat(store.rows("select id from Account")).isEmpty();
    }

    @Test
    void aKnownSessionMayQueueAndIsFoundByItsOwnRows() throws Exception {
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            session.setJdbcBatchSize(10);
            session.beginTransaction();
            for (int i = 0; i < 5; i++) {
                session.insert(new Account(i));
            }
            Account last = session.get(Account.class, 4L);
            session.update(last);
            session.delete(last);
            session.getTransaction().commit();
        }
        assertThat(store.rows("select count(*) from Account")).containsExactly("4");
        assertThat(store.events()).hasSize(7);
    }
}
