package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.hibernate.Ledger.Account;
import dev.honker.hibernate.Ledger.Door;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks in a flush under the rule that flushes before each operation. */
class FlushRuleTest {

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
    void underTheFlushingRuleACallbackInTheFlushWritesOnce() throws Exception {
        Throwable failed = catchThrowable(() -> store.inSession(session -> {
            AFTER_PERSIST.add(() -> HonkerSession.of(session, FlushRule.BEFORE_EACH)
                    .queue("receipts")
                    .enqueue("1"));
            session.persist(new Account(1));
            session.persist(new Account(2));
        }));
        assertThat(failed).isNull();
        assertThat(store.rows("select id from Account")).containsExactly("1", "2");
        assertThat(store.jobs()).containsExactly("receipts 1");
        assertThat(store.events()).hasSize(2);
    }

    @Test
    void underTheFlushingRuleACallbackInTheFlushDoublesNoEvent() throws Exception {
        store.inSession(session -> {
            session.persist(new Door(1));
            session.persist(new Door(2));
        });
        catchThrowable(() -> store.inSession(session -> {
            AFTER_UPDATE.add(() -> HonkerSession.of(session, FlushRule.BEFORE_EACH)
                    .queue("receipts")
                    .enqueue("1"));
            session.find(Door.class, 1L).open = true;
            session.find(Door.class, 2L).open = true;
        }));
        int changed = Integer.parseInt(
                store.rows("select count(*) from Door where open").get(0));
        assertThat(store.events()).hasSize(2 + changed);
    }
}
