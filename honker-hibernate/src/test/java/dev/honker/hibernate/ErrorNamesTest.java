package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.hibernate.Ledger.City;
import dev.honker.hibernate.Ledger.Country;
import dev.honker.hibernate.Ledger.Door;
import dev.honker.hibernate.Ledger.Engine;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors say what could not be done, for which entity and which target. */
class ErrorNamesTest {

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
    void theErrorOfWhatCanNotBeWrittenOnCommitNamesItsQueue() throws Exception {
        store.inSession(session -> HonkerSession.of(session).queue("first").enqueue("{}"));
        store.run("create trigger full before insert on _honker_live when new.queue = 'receipts'"
                + " begin select raise(abort, 'disk quota'); end");
        Throwable failed = catchThrowable(
                () -> store.inSession(session -> HonkerSession.of(session).enqueueOnCommit("receipts", "1")));
        assertThat(failed).hasStackTraceContaining("disk quota").hasStackTraceContaining("queue 'receipts'");
    }

    @Test
    void theErrorOfAnEventThatCanNotBeWrittenNamesTheEntityAndTheStream() throws Exception {
        store.inSession(session -> HonkerSession.of(session).stream("other").publish("{}"));
        store.run("create trigger full before insert on _honker_stream begin select raise(abort, 'disk quota'); end");
        Throwable failed = catchThrowable(() -> store.inSession(session -> session.persist(new Door(1))));
        assertThat(failed)
                .hasStackTraceContaining("disk quota")
                .hasStackTraceContaining("stream 'doors'")
                .hasStackTraceContaining("Door 1");
    }

    @Test
    void anEventDeclaredOnAnEmbeddableIsRefusedRatherThanForgotten() {
        Throwable refused = catchThrowable(
                () -> Store.open(folder.resolve("other.db"), Engine.class).close());
        assertThat(refused).isInstanceOf(HonkerInvalidOptionException.class).hasMessageContaining("Part");
    }

    @Test
    void aClosedStatelessSessionIsRefusedByName() throws Exception {
        StatelessSession session = store.factory().openStatelessSession();
        HonkerSession honker = HonkerSession.of(session);
        session.close();
        Throwable refused = catchThrowable(() -> honker.queue("q").enqueue("1"));
        assertThat(refused).isInstanceOf(HonkerException.class).hasMessageContaining("closed");
    }

    @Test
    void anEntityManagerThatIsNotHibernatesIsRefusedByNameAtOnce() {
        EntityManager foreign = (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, args) -> {
                    if (method.getName().equals("unwrap")) {
                        throw new jakarta.persistence.PersistenceException("cannot unwrap");
                    }
                    return null;
                });
        assertThatThrownBy(() -> HonkerSession.of(foreign).queue("q").enqueue("1"))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("Hibernate");
    }

    @Test
    void aPayloadThatFailsNamesItsEntityAndIdentifier() throws Exception {
        store.inSession(session -> {
            Country country = new Country();
            country.id = 1;
            session.persist(country);
            City city = new City();
            city.id = 2;
            session.persist(city);
        });
        Throwable failed =
                catchThrowable(() -> store.inSession(session -> session.find(City.class, 2L).name = "Cusco"));
        assertThat(failed).hasStackTraceContaining("queue 'cities'").hasStackTraceContaining("City 2");
    }
}
