package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.HonkerException;
import dev.honker.hibernate.Ledger.Account;
import dev.honker.hibernate.Ledger.City;
import dev.honker.hibernate.Ledger.Door;
import dev.honker.hibernate.Ledger.Key;
import dev.honker.hibernate.Ledger.Memo;
import jakarta.persistence.LockModeType;
import java.nio.file.Path;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event for each row, and none for what is no row. */
class RowsAndEventsTest {

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
    void anInsertThatAnotherListenerVetoesWritesNoEvent() throws Exception {
        listeners().appendListeners(EventType.PRE_INSERT, (PreInsertEventListener) event -> true);
        store.inSession(session -> session.persist(new Account(1)));
        assertThat(store.rows("select id from Account")).isEmpty();
        assertThat(store.events()).isEmpty();
    }

    @Test
    void aDeleteThatAnotherListenerVetoesWritesNoEvent() throws Exception {
        store.inSession(session -> session.persist(new Account(1)));
        listeners().appendListeners(EventType.PRE_DELETE, (PreDeleteEventListener) event -> true);
        store.inSession(session -> session.remove(session.find(Account.class, 1L)));
        assertThat(store.rows("select id from Account")).containsExactly("1");
        assertThat(store.events()).hasSize(1);
    }

    @Test
    void anotherListenersFailureLeavesNoRowWithoutItsEvent() throws Exception {
        store.factory()
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class)
                .appendListeners(EventType.POST_INSERT, new Failing());
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            session.beginTransaction();
            assertThat(catchThrowable(() -> session.insert(new Door(1)))).hasMessage("audit is down");
            catchThrowable(() -> session.getTransaction().commit());
        }
        assertThat(store.events())
                .hasSize(
                        Integer.parseInt(store.rows("select count(*) from Door").get(0)));
    }

    @Test
    void anIdentityOfAnEarlierTransactionlessPersistHasOneEvent() throws Exception {
        try (Session session = store.factory().openSession()) {
            session.persist(new Key());
            session.beginTransaction();
            session.getTransaction().commit();
        }
        assertThat(store.rows("select id from \"Key\"")).hasSize(1);
        assertThat(store.jobs()).containsExactly("keys {\"id\":1}");
    }

    @Test
    void aSoftDeleteIsADelete() throws Exception {
        store.inSession(session -> session.persist(new Memo()));
        store.inSession(session -> session.remove(session.find(Memo.class, 0L)));
        assertThat(store.jobs()).containsExactly("memos {\"id\":0}");
    }

    @Test
    void aVersionIncreasedByALockIsNoUpdateForHibernateAndWritesNone() throws Exception {
        store.inSession(session -> session.persist(new Account(1)));
        store.inSession(session -> session.find(Account.class, 1L, LockModeType.PESSIMISTIC_FORCE_INCREMENT));
        assertThat(store.rows("select version from Account")).containsExactly("1");
        assertThat(store.events()).hasSize(1);
    }

    @Test
    void realJdbcBatchesWriteOneEventPerRow() throws Exception {
        store.close();
        store = Store.open(
                folder.resolve("app.db"),
                Map.of(
                        "hibernate.hbm2ddl.auto", "update",
                        "hibernate.jdbc.batch_size", "20",
                        "hibernate.order_inserts", "true",
                        "hibernate.generate_statistics", "true"),
                Ledger.ENTITIES);
        long statements = store.factory().getStatistics().getPrepareStatementCount();
        store.inSession(session -> {
            for (int i = 0; i < 60; i++) {
                session.persist(new Account(i));
            }
        });
        assertThat(store.factory().getStatistics().getPrepareStatementCount() - statements)
                .isLessThan(20);
        assertThat(store.rows("select count(*) from Account")).containsExactly("60");
        assertThat(store.events()).hasSize(60);
    }

    @Test
    void aDeleteThatAnotherListenerLetsPassWritesItsEvent() throws Exception {
        listeners().appendListeners(EventType.PRE_DELETE, (PreDeleteEventListener) event -> false);
        store.inSession(session -> {
            session.persist(new Account(1));
            session.persist(new Account(2));
        });
        store.inSession(session -> {
            session.remove(session.find(Account.class, 1L));
            session.remove(session.getReference(Account.class, 2L));
        });
        assertThat(store.rows("select id from Account")).isEmpty();
        assertThat(store.events()).hasSize(4);
    }

    @Test
    void changesOutsideATransactionAreRefusedBeforeAnything() throws Exception {
        store.inSession(session -> session.persist(new Account(1)));
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            Account account = session.get(Account.class, 1L);
            account.balance = 5;
            assertThatThrownBy(() -> session.update(account))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("Account");
            assertThatThrownBy(() -> session.delete(account))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("Account");
        }
        assertThat(store.rows("select balance from Account")).containsExactly("0");
    }

    @Test
    void anUpsertIsRefusedIfOnlyUpdatesDeclareAnEvent() throws Exception {
        assertThatThrownBy(() -> store.inStateless(session -> {
                    HonkerSession.of(session);
                    session.upsert(new City());
                }))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("use insert or update");
    }

    private EventListenerRegistry listeners() {
        return store.factory()
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class);
    }

    private static final class Failing implements PostInsertEventListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void onPostInsert(PostInsertEvent event) {
            throw new IllegalStateException("audit is down");
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }
}
