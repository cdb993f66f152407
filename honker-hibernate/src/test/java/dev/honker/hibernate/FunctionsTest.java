package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL functions in HQL, JPQL and Criteria. */
class FunctionsTest {

    @Entity(name = "Item")
    static class Item {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String name = "";

        Item() {}

        Item(String name) {
            this.name = name;
        }
    }

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("app.db"), Item.class);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyFunctionOfTheDriverIsKnownWithItsNumbersOfArguments() throws SQLException {
        Set<String> honkers = functions("jdbc:honker:sqlite:" + folder.resolve("app.db"));
        honkers.removeAll(functions("jdbc:sqlite:" + folder.resolve("app.db")));
        assertThat(honkers).hasSizeGreaterThan(30);

        Set<String> known = Stream.of(SqlFunction.values())
                .flatMap(function -> IntStream.rangeClosed(function.minArguments(), function.maxArguments())
                        .mapToObj(arguments -> function.sqlName() + "/" + arguments))
                // why: 6 and 8 are a function each, 7 is none, which SQLite says itself
                .filter(function -> !function.equals("honker_scheduler_update/7"))
                .collect(Collectors.toSet());
        assertThat(known).isEqualTo(honkers);
        assertThat(store.factory()
                        .unwrap(SessionFactoryImplementor.class)
                        .getQueryEngine()
                        .getSqmFunctionRegistry()
                        .getValidFunctionKeys())
                .containsAll(Stream.of(SqlFunction.values())
                        .map(SqlFunction::sqlName)
                        .toList());
    }

    private static Set<String> functions(String url) throws SQLException {
        Set<String> functions = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name, narg from pragma_function_list")) {
            while (rows.next()) {
                functions.add(rows.getString(1) + "/" + rows.getInt(2));
            }
        }
        return functions;
    }

    @Test
    void functionsThatGiveTextsAreKnownToGiveTextsAndTheOthersNumbers() throws Exception {
        store.inSession(session -> {
            assertThat(session.createSelectionQuery("select honker_claim_batch('q', 'w', 1, 60)", String.class)
                            .getSingleResult())
                    .isEqualTo("[]");
            assertThat(session.createSelectionQuery("select honker_scheduler_tick(0)", String.class)
                            .getSingleResult())
                    .isEqualTo("[]");
            assertThat(session.createSelectionQuery("select honker_stream_read_since('t', 0, 1)", String.class)
                            .getSingleResult())
                    .isEqualTo("[]");
            assertThat(session.createSelectionQuery("select honker_scheduler_list()", String.class)
                            .getSingleResult())
                    .isEqualTo("[]");
            assertThat(session.createSelectionQuery("select honker_get_job(1)", String.class)
                            .getSingleResult())
                    .isEmpty();
            assertThat(session.createSelectionQuery("select honker_result_get(1)", String.class)
                            .getSingleResultOrNull())
                    .isNull();
            assertThat(session.createSelectionQuery("select honker_rate_limit_try('l', 1, 60)", Long.class)
                            .getSingleResult())
                    .isOne();
            assertThat(session.createSelectionQuery("select honker_cron_next_after('@every 1m', 0)", Long.class)
                            .getSingleResult())
                    .isEqualTo(60);
            assertThat(session.createSelectionQuery("select honker_bootstrap()", Long.class)
                            .getSingleResult())
                    .isOne();
        });
    }

    @Test
    void anHqlSelectEnqueuesInTheSessionsTransaction() throws Exception {
        String hql = "select honker_enqueue(:queue, :payload, null, :delay, 0, 3, null)";
        store.inSession(session -> {
            assertThat(session.createSelectionQuery(hql, Long.class)
                            .setParameter("queue", "receipts")
                            .setParameter("payload", "{}")
                            .setParameter("delay", null)
                            .getSingleResult())
                    .isOne();
            assertThat(store.jobs()).isEmpty();
        });
        assertThat(store.jobs()).containsExactly("receipts {}");
        try (var session = store.factory().openSession()) {
            var transaction = session.beginTransaction();
            session.createSelectionQuery("select notify('orders', '{}')", Long.class)
                    .getSingleResult();
            transaction.rollback();
        }
        assertThat(store.notifications()).isEmpty();
    }

    @Test
    void anHqlSelectOverEntitiesCallsTheFunctionForEachRow() throws Exception {
        store.inSession(session -> {
            session.persist(new Item("a"));
            session.persist(new Item("b"));
            List<Long> ids = session.createSelectionQuery(
                            "select notify('items', i.name) from Item i order by i.id", Long.class)
                    .getResultList();
            assertThat(ids).containsExactly(1L, 2L);
        });
        assertThat(store.notifications()).containsExactly("items a", "items b");
    }

    @Test
    void theSameQueryTwiceRunsTwice() throws Exception {
        store.inEntityManager(entities -> {
            var query = entities.createQuery("select notify('c', 'p')", Long.class);
            assertThat(List.of(query.getSingleResult(), query.getSingleResult()))
                    .containsExactly(1L, 2L);
        });
        assertThat(store.notifications()).hasSize(2);
    }

    @Test
    void anHqlUpdateMayCallAFunctionAndCountsItsRows() throws Exception {
        store.inSession(session -> {
            session.persist(new Item("a"));
            session.persist(new Item("b"));
            session.flush();
            assertThat(session.createMutationQuery(
                                    "update Item i set i.name = cast(notify('changed', i.name) as string)")
                            .executeUpdate())
                    .isEqualTo(2);
        });
        assertThat(store.rows("select name from Item order by id")).containsExactly("1", "2");
        assertThat(store.notifications()).containsExactly("changed a", "changed b");
    }

    @Test
    void criteriaQueriesCallFunctionsByName() throws Exception {
        store.inSession(session -> {
            session.persist(new Item("a"));
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<Long> query = builder.createQuery(Long.class);
            Root<Item> item = query.from(Item.class);
            query.select(builder.function(
                    "honker_stream_publish",
                    Long.class,
                    builder.literal("items"),
                    item.get("name"),
                    builder.literal("{}")));
            assertThat(session.createQuery(query).getSingleResult()).isOne();
        });
        assertThat(store.events()).containsExactly("items a {}");
    }

    @Test
    void aWrongNumberOfArgumentsFailsBeforeAnySql() throws Exception {
        store.inSession(
                session -> assertThatThrownBy(() -> session.createSelectionQuery("select notify('only')", Long.class))
                        .hasStackTraceContaining("notify"));
    }
}
