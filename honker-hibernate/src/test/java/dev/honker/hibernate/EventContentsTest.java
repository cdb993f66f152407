package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.hibernate.Ledger.Account;
import dev.honker.hibernate.Ledger.City;
import dev.honker.hibernate.Ledger.Country;
import dev.honker.hibernate.Ledger.Entry;
import dev.honker.hibernate.Ledger.Position;
import dev.honker.hibernate.Ledger.Seat;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event carries and which key it has. */
class EventContentsTest {

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
    void theVersionInAPayloadIsTheOneOfTheRow() throws Exception {
        store.inSession(session -> session.persist(new Account(1)));
        store.inSession(session -> session.find(Account.class, 1L).balance = 5);
        assertThat(store.events())
                .containsExactly(
                        "accounts 1 {\"id\":1,\"balance\":0,\"version\":0}",
                        "accounts 1 {\"id\":1,\"balance\":5,\"version\":1}");
    }

    @Test
    void aDeleteTellsTheRowThatWasThereAndNotAChangeThatNeverWas() throws Exception {
        store.inSession(session -> session.persist(new Account(1)));
        store.inSession(session -> {
            Account account = session.find(Account.class, 1L);
            account.balance = 99;
            session.remove(account);
        });
        assertThat(store.events()).last().asString().contains("\"balance\":0");
    }

    @Test
    void anEventsKeyIsTheEmbeddedIdentifierAndNotTheHashOfAnObject() throws Exception {
        store.inSession(session -> session.persist(new Entry(new Position(7, 1))));
        assertThat(store.rows("select payload from _honker_stream"))
                .containsExactly("{\"id\":{\"basket\":7,\"line\":1}}");
        assertThat(store.rows("select key from _honker_stream").get(0)).doesNotContain("@");
    }

    @Test
    void propertiesMayNameTheAttributesOfAnIdentifierOfSeveralColumns() throws Exception {
        store.inSession(session -> session.persist(new Seat()));
        assertThat(store.jobs()).containsExactly("seats {\"aisle\":0,\"number\":0,\"guest\":\"\"}");
    }

    @Test
    void aPayloadMethodThatWouldLoadIsRefusedAndNamed() throws Exception {
        store.inSession(session -> {
            Country country = new Country();
            country.id = 1;
            country.name = "Peru";
            session.persist(country);
            City city = new City();
            city.id = 2;
            city.name = "Lima";
            city.country = country;
            session.persist(city);
        });
        Throwable failed =
                catchThrowable(() -> store.inSession(session -> session.find(City.class, 2L).name = "Cusco"));
        assertThat(failed).hasStackTraceContaining("City").hasStackTraceContaining("would load");
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void anIdentifierOfSeveralColumnsIsTheKeyAsAJsonObject() throws Exception {
        store.inSession(session -> session.persist(new Entry(new Position(7, 1))));
        assertThat(store.rows("select key from _honker_stream")).containsExactly("{\"basket\":7,\"line\":1}");
    }

    @Test
    void whatAStatelessSessionDeletesIsToldAsItIsInTheObject() throws Exception {
        store.inStateless(session -> {
            HonkerSession.of(session);
            Account account = new Account(1);
            session.insert(account);
            account.balance = 7;
            session.delete(account);
        });
        assertThat(store.events()).last().isEqualTo("accounts 1 {\"id\":1,\"balance\":7,\"version\":0}");
    }
}
