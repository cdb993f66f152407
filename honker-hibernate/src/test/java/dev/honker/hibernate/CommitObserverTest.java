package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.HonkerException;
import jakarta.transaction.Synchronization;
import java.nio.file.Path;
import java.sql.Connection;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may still collect what is written on commit, and when. */
class CommitObserverTest {

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
    void theFirstJobOnCommitMayBeCollectedInASynchronizationsBeforeCompletion() throws Exception {
        store.inSession(session -> session.getTransaction()
                .registerSynchronization(before(() -> HonkerSession.of(session).enqueueOnCommit("receipts", "1"))));
        assertThat(store.jobs()).containsExactly("receipts 1");
    }

    @Test
    void theFirstJobOnCommitMayBeCollectedWhileOtherSynchronizationsWait() throws Exception {
        store.inSession(session -> {
            session.getTransaction().registerSynchronization(before(() -> HonkerSession.of(session)
                    .enqueueOnCommit("receipts", "1")));
            session.getTransaction().registerSynchronization(before(() -> {}));
        });
        assertThat(store.jobs()).containsExactly("receipts 1");
    }

    @Test
    void afterAnotherSynchronizationFailedTheNextTransactionStartsEmpty() throws Exception {
        try (Session session = store.factory().openSession()) {
            HonkerSession honker = HonkerSession.of(session);
            session.beginTransaction();
            honker.enqueueOnCommit("receipts", "1");
            session.getTransaction().registerSynchronization(before(() -> {
                throw new IllegalStateException("no");
            }));
            assertThat(catchThrowable(() -> session.getTransaction().commit())).isNotNull();
            session.beginTransaction();
            honker.enqueueOnCommit("receipts", "2");
            session.getTransaction().commit();
        }
        assertThat(store.jobs()).containsExactly("receipts 2");
    }

    @Test
    void aSessionThatSharesATransactionAndIsClosedBeforeItsEndStillWritesOnCommit() throws Exception {
        store.inSession(session -> {
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                HonkerSession.of(child).enqueueOnCommit("receipts", "1");
            }
        });
        assertThat(store.jobs()).containsExactly("receipts 1");
    }

    @Test
    void twoTransactionsOfOneSessionKeepTheirOwn() throws Exception {
        try (Session session = store.factory().openSession()) {
            HonkerSession honker = HonkerSession.of(session);
            for (int i = 1; i <= 4; i++) {
                session.beginTransaction();
                honker.enqueueOnCommit("q", String.valueOf(i));
                if (i % 2 == 0) {
                    session.getTransaction().commit();
                } else {
                    session.getTransaction().markRollbackOnly();
                    session.getTransaction().commit();
                }
            }
        }
        assertThat(store.jobs()).containsExactly("q 2", "q 4");
    }

    @Test
    void anotherObserverMayStillAddToIt() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            honker.enqueueOnCommit("receipts", "1");
            observe(session, () -> honker.enqueueOnCommit("receipts", "2"));
        });
        assertThat(store.jobs()).containsExactly("receipts 1", "receipts 2");
    }

    @Test
    void whatAnObserverCollectsWhenItIsTooLateIsNotLostSilently() throws Exception {
        assertThatThrownBy(() -> store.inSession(session ->
                        observe(session, () -> HonkerSession.of(session).enqueueOnCommit("receipts", "1"))))
                .hasStackTraceContaining("without the 1 jobs");
        store.inSession(session -> HonkerSession.of(session).enqueueOnCommit("receipts", "2"));
        assertThat(store.jobs()).containsExactly("receipts 2");
    }

    private static void observe(Session session, Runnable beforeCompletion) {
        var coordinator = ((SharedSessionContractImplementor) session).getTransactionCoordinator();
        coordinator.addObserver(new TransactionObserver() {
            @Override
            public void afterBegin() {}

            @Override
            public void beforeCompletion() {
                coordinator.removeObserver(this);
                beforeCompletion.run();
            }

            @Override
            public void afterCompletion(boolean successful, boolean delayed) {}
        });
    }

    @Test
    void aSynchronizationThatFailsBehindTheEndLeavesNothingToTheNextTransaction() throws Exception {
        try (Session session = store.factory().openSession()) {
            HonkerSession honker = HonkerSession.of(session);
            session.beginTransaction();
            honker.enqueueOnCommit("receipts", "1");
            session.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {}

                @Override
                public void afterCompletion(int status) {
                    throw new IllegalStateException("no");
                }
            });
            assertThat(catchThrowable(() -> session.getTransaction().rollback()))
                    .isNotNull();
            session.beginTransaction();
            honker.enqueueOnCommit("receipts", "2");
            session.getTransaction().commit();
        }
        assertThat(store.jobs()).containsExactly("receipts 2");
    }

    @Test
    void onAConnectionOfTheApplicationsOwnNothingWaitsForACommitThatHibernateDoesNotSee() throws Exception {
        try (Connection connection = store.pool().getConnection();
                StatelessSession session = store.factory().openStatelessSession(connection)) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> HonkerSession.of(session).enqueueOnCommit("receipts", "1"))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("beginTransaction");
            connection.rollback();
        }
    }

    private static Synchronization before(Runnable action) {
        return new Synchronization() {
            @Override
            public void beforeCompletion() {
                action.run();
            }

            @Override
            public void afterCompletion(int status) {}
        };
    }
}
