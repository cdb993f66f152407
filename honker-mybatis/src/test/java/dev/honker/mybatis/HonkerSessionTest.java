package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.HonkerSqlException;
import dev.honker.Transaction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HonkerSessionTest {

    interface Orders {

        @Insert("insert into orders(item) values (#{item})")
        void insert(@Param("item") String item);

        @Select("select count(*) from _honker_live")
        long jobs();
    }

    record Receipt(int order) {}

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.in(folder, Orders.class);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackDropsWhatWasEnqueuedPublishedAndSent(ExecutorType type) throws Exception {
        try (SqlSession session = shop.open(type)) {
            write(HonkerSession.of(session));
            session.rollback();
        }
        assertThat(written()).isEqualTo(List.of(0L, 0L, 0L));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatIsClosedWithoutACommitDropsIt(ExecutorType type) throws Exception {
        try (SqlSession session = shop.open(type)) {
            write(HonkerSession.of(session));
        }
        assertThat(written()).isEqualTo(List.of(0L, 0L, 0L));
    }

    @ParameterizedTest
    @EnumSource
    void aCommitKeepsIt(ExecutorType type) throws Exception {
        try (SqlSession session = shop.open(type)) {
            write(HonkerSession.of(session));
            session.commit();
        }
        assertThat(written()).isEqualTo(List.of(2L, 1L, 1L));
    }

    @Test
    void aSessionGoesOnWithItsNextTransaction() throws Exception {
        try (SqlSession session = shop.open()) {
            Transaction honker = HonkerSession.of(session);
            honker.notify("orders", "1");
            session.commit();
            honker.notify("orders", "2");
            session.rollback();
            honker.notify("orders", "3");
            session.commit();
            honker.notify("orders", "4");
        }
        assertThat(shop.count("select group_concat(payload, '') from _honker_notifications"))
                .isEqualTo(13);
    }

    @Test
    void whatFailsHalfWayIsRolledBackToo() throws Exception {
        try (SqlSession session = shop.open()) {
            Transaction honker = HonkerSession.of(session);
            assertThatExceptionOfType(HonkerSqlException.class)
                    .isThrownBy(() -> honker.execute("insert into orders(item) values ('a'), (null)"))
                    .satisfies(e -> assertThat(e.sqlState()).isEqualTo("23502"))
                    .withCauseInstanceOf(SQLException.class);
            honker.queue("receipts").enqueue("{}");
            session.rollback();
        }
        assertThat(shop.count("select count(*) from orders")).isZero();
        assertThat(shop.rows("_honker_live")).isZero();
    }

    @Test
    void aJobIsSeenByAMapperThatCountedBefore() throws Exception {
        try (SqlSession session = shop.open()) {
            Orders orders = session.getMapper(Orders.class);
            assertThat(orders.jobs()).isZero();
            HonkerSession.of(session).queue("receipts").enqueue("{}");
            assertThat(orders.jobs()).isEqualTo(1);
        }
    }

    @Test
    void whatABatchSessionHasGatheredIsThereBeforeTheJob() throws Exception {
        try (SqlSession session = shop.open(ExecutorType.BATCH)) {
            session.getMapper(Orders.class).insert("a record");
            Transaction honker = HonkerSession.of(session);
            assertThat(honker.query("select item from orders").get(0).getString("item"))
                    .isEqualTo("a record");
            session.getMapper(Orders.class).insert("another one");
            honker.queue("receipts", Receipt.class).enqueue(new Receipt(2));
            session.commit();
        }
        assertThat(shop.count("select count(*) from orders")).isEqualTo(2);
        assertThat(shop.rows("_honker_live")).isEqualTo(1);
    }

    @Test
    void theConnectionOfTheTransactionIsTheSessionsAndCountsAsWrittenTo() throws Exception {
        try (SqlSession session = shop.open();
                var insert = HonkerSession.of(session)
                        .connection()
                        .prepareStatement("insert into orders(item) values ('a record')")) {
            insert.executeUpdate();
        }
        assertThat(shop.count("select count(*) from orders")).isZero();
    }

    @Test
    void aSessionThatCommitsByItselfKeepsEachAtOnce() throws Exception {
        try (SqlSession session = shop.sessions().openSession(true)) {
            HonkerSession.of(session).notify("orders", "{}");
            assertThat(shop.notifications()).isEqualTo(1);
            session.rollback();
        }
        assertThat(shop.notifications()).isEqualTo(1);
    }

    @Test
    void aClosedSessionIsNotOpenedAgain() {
        SqlSession session = shop.open();
        Transaction honker = HonkerSession.of(session);
        session.close();

        assertThatThrownBy(() -> honker.notify("orders", "{}")).isInstanceOf(PersistenceException.class);
    }

    @Test
    void aSessionIsAskedFor() {
        assertThatExceptionOfType(HonkerInvalidOptionException.class)
                .isThrownBy(() -> HonkerSession.of(null))
                .withMessageContaining("session is null");
    }

    @Test
    void aConnectionOfPlainSqliteJdbcWillDo() throws Exception {
        String file = folder.resolve("shop.db").toString();
        var plain = new UnpooledDataSource("org.sqlite.JDBC", "jdbc:sqlite:" + file, null, null);
        var sessions = new SqlSessionFactoryBuilder()
                .build(new Configuration(new Environment("plain", new JdbcTransactionFactory(), plain)));
        try (SqlSession session = sessions.openSession()) {
            write(HonkerSession.of(session));
            session.commit();
            write(HonkerSession.of(session));
        }
        assertThat(written()).isEqualTo(List.of(2L, 1L, 1L));
    }

    private static void write(Transaction honker) {
        honker.queue("receipts", Receipt.class).enqueue(new Receipt(1));
        honker.queue("receipts", Receipt.class).enqueue(new Receipt(1));
        honker.stream("orders").publish("{}");
        honker.notify("orders", "{}");
    }

    private List<Long> written() throws SQLException {
        return List.of(shop.rows("_honker_live"), shop.rows("_honker_stream"), shop.notifications());
    }
}
