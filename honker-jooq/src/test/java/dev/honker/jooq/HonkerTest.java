package dev.honker.jooq;

import static dev.honker.jooq.Store.ITEM;
import static dev.honker.jooq.Store.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import dev.honker.Queue;
import dev.honker.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DetachedException;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HonkerTest {

    @TempDir
    Path folder;

    private Store store;

    record Receipt(int order, String item) {}

    @BeforeEach
    void open() {
        store = new Store(folder);
    }

    @Test
    void everythingDoneInATransactionIsCommittedOrRolledBackWithIt() {
        assertThatThrownBy(() -> store.ctx().transaction(configuration -> {
                    order(configuration.dsl(), "a");
                    throw new IllegalStateException("declined");
                }))
                .hasMessage("declined");
        assertThat(rows()).isEqualTo("0 0 0 0");
        store.ctx().transaction(configuration -> {
            order(configuration.dsl(), "a");
            assertThat(rows()).isEqualTo("0 0 0 0");
        });
        assertThat(rows()).isEqualTo("1 1 1 1");
    }

    @Test
    void aNestedTransactionThatFailsTakesBackItsOwnPartOnly() {
        store.ctx().transaction(outer -> {
            order(outer.dsl(), "a");
            assertThatThrownBy(() -> outer.dsl().transaction(inner -> {
                        order(inner.dsl(), "b");
                        Honker.of(inner).queue("more").enqueueAll(List.of("1", "2"));
                        throw new IllegalStateException("declined");
                    }))
                    .hasMessage("declined");
            outer.dsl().transaction(inner -> order(inner.dsl(), "c"));
        });
        assertThat(rows()).isEqualTo("2 2 2 2");
        assertThat(store.count("_honker_live", "queue = 'more'")).isZero();
    }

    private static void order(DSLContext tx, String item) {
        tx.insertInto(ORDERS, ITEM).values(item).execute();
        Transaction honker = Honker.of(tx);
        honker.queue("receipts", Receipt.class).enqueue(new Receipt(1, item));
        honker.stream("orders").publish("{}");
        honker.notify("orders", "{}");
    }

    private String rows() {
        return store.count("orders") + " " + store.count("_honker_live") + " " + store.count("_honker_stream") + " "
                + store.count("_honker_notifications");
    }

    @Test
    void aJobIsHandledInATransactionOfTheContext() {
        Queue receipts = Honker.of(store.ctx()).queue("receipts");
        receipts.enqueue("{}");
        store.ctx().transaction(configuration -> {
            var job = Honker.of(configuration).queue("receipts").claimOne("w").orElseThrow();
            configuration.dsl().insertInto(ORDERS, ITEM).values("done").execute();
            assertThat(job.ack()).isTrue();
        });
        assertThat(rows()).isEqualTo("1 0 0 0");
    }

    @Test
    void aHandleOutsideOfATransactionTakesEffectAtOnceAndGivesItsConnectionBack() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:honker:sqlite:" + store.file());
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            DSLContext ctx = DSL.using(pool, SQLDialect.SQLITE);
            Queue queue = Honker.of(ctx).queue("q");
            for (int i = 1; i <= 20; i++) {
                queue.enqueueAll(List.of("1", "2"));
                assertThat(store.count("_honker_live")).isEqualTo(2 * i);
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void onAManualCommitPoolNobodyCommitsOutsideOfATransaction() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:honker:sqlite:" + store.file());
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            DSLContext ctx = DSL.using(pool, SQLDialect.SQLITE);
            ctx.insertInto(ORDERS, ITEM).values("lost").execute();
            Honker.of(ctx).queue("q").enqueue("{}");
            assertThat(rows()).isEqualTo("0 0 0 0");
            ctx.transaction(tx -> order(tx.dsl(), "a"));
            assertThat(rows()).isEqualTo("1 1 1 1");
        }
    }

    @Test
    void aThreadLocalTransactionIsJoinedByTheContextItself() {
        DataSourceConnectionProvider connections = new DataSourceConnectionProvider(
                new dev.honker.jdbc.HonkerDataSource("jdbc:honker:sqlite:" + store.file()));
        DSLContext ctx = DSL.using(new DefaultConfiguration()
                .set(SQLDialect.SQLITE)
                .set(connections)
                .set(new ThreadLocalTransactionProvider(connections)));
        assertThatThrownBy(() -> ctx.transaction(() -> {
                    order(ctx, "a");
                    throw new IllegalStateException("declined");
                }))
                .hasMessage("declined");
        assertThat(rows()).isEqualTo("0 0 0 0");
        ctx.transaction(() -> order(ctx, "a"));
        assertThat(rows()).isEqualTo("1 1 1 1");
    }

    @Test
    void theTransactionsConnectionIsTheContexts() {
        store.ctx().transaction(configuration -> {
            Connection honkers = Honker.of(configuration).connection();
            configuration.dsl().connection(own -> assertThat(honkers).isSameAs(own));
        });
    }

    @Test
    void aFailureOfSqliteComesWithTheDriversOwnException() {
        DSLContext ctx = DSL.using("jdbc:honker:sqlite:" + store.file() + "?open_mode=1");
        assertThatThrownBy(() -> Honker.of(ctx).queue("q").enqueue("{}"))
                .isInstanceOf(HonkerSqlException.class)
                .satisfies(e -> assertThat(((HonkerSqlException) e).sqlState()).isEqualTo("25006"))
                .cause()
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aConfigurationWithoutConnectionsIsExplained() {
        assertThatThrownBy(
                        () -> Honker.of(DSL.using(SQLDialect.SQLITE)).queue("q").enqueue("{}"))
                .isInstanceOf(DetachedException.class)
                .hasMessageContaining("ctx.transaction");
    }

    @Test
    void whatWaitsOrRunsInTheBackgroundIsRefused() {
        assertThatThrownBy(() -> Honker.of(store.ctx()).queue("q").worker("w", job -> {}))
                .isInstanceOf(HonkerException.class);
    }
}
