package dev.honker.support.contract;

import static dev.honker.support.contract.Thrown.causeOf;
import static dev.honker.support.contract.Thrown.stateIn;
import static dev.honker.support.contract.Thrown.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Listener;
import dev.honker.Notification;
import dev.honker.UpdateEvents;
import dev.honker.jdbc.HonkerDataSource;
import dev.honker.support.contract.Subject.Operations;
import dev.honker.support.contract.Subject.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds in the transactions of every tool. A subclass says which tool it is and opens a {@link Subject}; it adds no tests of
 * its own. When all tests of it have passed, its row in the README has to be what they found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TransactionContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    @RegisterExtension
    final PassedTests passed = new PassedTests(TransactionContract.class);

    private final ContractRow row;
    private OrdersFile file;
    private Subject subject;

    /** A tool's suite. */
    protected TransactionContract() {
        this(new ContractRow());
    }

    TransactionContract(ContractRow row) {
        this.row = row;
    }

    /** Which row of the README it is. */
    protected abstract Tool tool();

    /** The tool's version, as its library says it. */
    protected abstract String version();

    /** The tool on a file, with what the application would configure; eight threads will use it at once. */
    protected abstract Subject open(String url) throws Exception;

    @BeforeEach
    void openFile(@TempDir Path folder) throws Exception {
        file = OrdersFile.make(folder.resolve("app.db"));
        subject = open(file.url());
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        try {
            file.requireNobodyInside();
        } finally {
            subject.close();
        }
    }

    @AfterAll
    void theReadmeSaysSo() throws IOException {
        // why: a failed or unselected test speaks for itself
        if (passed.areAll()) {
            row.compare(tool(), version());
        }
    }

    @Test
    void commitKeepsTheOrderAndWhatHonkerWroteWithIt() throws Exception {
        subject.inTransaction(in -> {
            order(in, "a");
            assertThat(in.countOrders()).isOne();
            file.requireRows(0, 0, 0, 0);
        });
        file.requireRows(1, 1, 1, 1);
        // why: whoever commits a part of it later loses that part in a crash
        assertThat(file.commitsDuring(() -> subject.inTransaction(in -> order(in, "b"))))
                .as("commits of one transaction")
                .isOne();
        file.requireRows(2, 2, 2, 2);
        row.holds(Point.COMMIT);
    }

    @Test
    void rollbackDropsTheOrderAndWhatHonkerWroteWithIt() throws Exception {
        subject.rolledBack(in -> order(in, "a"));
        // why: work that only honker sees has to be rolled back as well
        subject.rolledBack(in -> in.enqueue("receipts", "{}"));
        subject.rolledBack(in -> in.notify("orders", "{}"));
        subject.rolledBack(in -> in.publish("orders", "{}"));
        file.requireRows(0, 0, 0, 0);
        subject.inTransaction(in -> order(in, "a"));
        subject.rolledBack(in -> order(in, "b"));
        file.requireRows(1, 1, 1, 1);
        row.holds(Point.ROLLBACK);
    }

    @Test
    void anExceptionDropsThemAndComesOut() throws Exception {
        for (Exception declined : List.of(new IOException("declined"), new IllegalStateException("declined"))) {
            Throwable thrown = thrownBy(() -> subject.inTransaction(in -> {
                order(in, "a");
                throw declined;
            }));
            assertThat(causeOf(thrown)).contains(declined);
            assertThat(causeOf(thrownBy(() -> subject.inTransaction(in -> {
                        in.enqueue("receipts", "{}");
                        throw declined;
                    }))))
                    .contains(declined);
            file.requireRows(0, 0, 0, 0);
        }
        subject.inTransaction(in -> order(in, "a"));
        file.requireRows(1, 1, 1, 1);
        row.holds(Point.EXCEPTION);
    }

    @Test
    void aSavepointTakesBackItsOwnPartOnly() throws Exception {
        IllegalStateException declined = new IllegalStateException("declined");
        subject.inTransaction(in -> {
            order(in, "a");
            assertThat(causeOf(thrownBy(() -> in.nested(inner -> {
                        order(inner, "b");
                        throw declined;
                    }))))
                    .contains(declined);
            assertThat(in.countOrders()).isOne();
            in.nested(inner -> order(inner, "c"));
            order(in, "d");
        });
        file.requireRows(3, 3, 3, 3);
        assertThat(file.texts("select item from orders order by id")).containsExactly("a", "c", "d");
        subject.rolledBack(in -> in.nested(inner -> order(inner, "e")));
        file.requireRows(3, 3, 3, 3);
        row.holds(Point.SAVEPOINT);
    }

    @Test
    void aSecondTransactionOfTheThreadWritesWhileTheFirstHasOnlyRead() throws Exception {
        subject.inTransaction(in -> {
            assertThat(in.countOrders()).isZero();
            in.requiresNew(inner -> order(inner, "b"));
            assertThat(in.countOrders()).as("the snapshot of the first").isZero();
        });
        file.requireRows(1, 1, 1, 1);
        row.holds(Point.SECOND_AFTER_READ);
    }

    @Test
    void theFirstTransactionWritesNothingOnTopOfWhatItHasNotSeen() throws Exception {
        List<Throwable> refused = new ArrayList<>();
        thrownBy(() -> subject.inTransaction(in -> {
            // why once: there are tools that run a transaction again after such an error
            if (refused.isEmpty()) {
                assertThat(in.countOrders()).isZero();
                in.requiresNew(inner -> order(inner, "b"));
                refused.add(thrownBy(() -> in.insertOrder("c")));
            }
            throw new IllegalStateException("declined");
        }));
        assertThat(causeOf(refused.get(0))).anySatisfy(cause -> assertThat(cause)
                .hasMessageContaining("another transaction has committed")
                .hasMessageContaining("run the transaction again"));
        assertThat(stateIn(refused.get(0))).isEqualTo("40001");
        file.requireRows(1, 1, 1, 1);
    }

    @Test
    void aSecondTransactionOfTheThreadIsToldAtOnceWhomItWaitsFor() throws Exception {
        List<Throwable> refused = new ArrayList<>();
        subject.inTransaction(in -> {
            order(in, "a");
            for (Work second :
                    List.<Work>of(inner -> inner.insertOrder("b"), inner -> inner.enqueue("receipts", "{}"))) {
                long start = System.nanoTime();
                refused.add(thrownBy(() -> in.requiresNew(second)));
                assertThat(System.nanoTime() - start).as("at once").isLessThan(AT_ONCE.toNanos());
            }
            order(in, "c");
        });
        assertThat(refused).allSatisfy(thrown -> {
            assertThat(causeOf(thrown)).anySatisfy(cause -> assertThat(cause)
                    .hasMessageContaining("this thread waits for itself")
                    .hasMessageContaining("orders"));
            assertThat(stateIn(thrown)).isEqualTo("40001");
        });
        file.requireRows(2, 2, 2, 2);
        row.holdsAs(Point.SECOND_AFTER_WRITE, refused.get(0));
    }

    @Test
    void aReadOnlyTransactionReadsAndRefusesEveryWrite() throws Exception {
        subject.inTransaction(in -> order(in, "a"));
        subject.readOnly(in -> {
            assertThat(in.countOrders()).isOne();
            // why: it is no writer, so that it holds nobody up
            file.requireNobodyWrites();
        });
        List<Throwable> refused = new ArrayList<>();
        for (Work write : List.<Work>of(
                in -> in.enqueue("receipts", "{}"),
                in -> in.enqueueAll("receipts", List.of("{}", "{}")),
                in -> in.notify("orders", "{}"),
                in -> in.publish("orders", "{}"))) {
            refused.add(thrownBy(() -> subject.readOnly(write)));
        }
        List<Throwable> own = new ArrayList<>();
        for (Work write : List.<Work>of(in -> in.insertOrder("b"), in -> in.insertOrders(List.of("c", "d")))) {
            own.add(thrownBy(() -> subject.readOnly(write)));
        }
        assertThat(List.of(refused, own)).allSatisfy(writes -> assertThat(writes)
                .allSatisfy(thrown -> assertThat(stateIn(thrown)).isEqualTo("25006")));
        file.requireRows(1, 1, 1, 1);
        subject.inTransaction(in -> order(in, "b"));
        file.requireRows(2, 2, 2, 2);
        row.holdsAs(Point.READ_ONLY, refused.get(0));
    }

    @Test
    void batchesAreKeptOrDroppedAsOne() throws Exception {
        List<String> items = IntStream.range(0, 50).mapToObj(i -> "item " + i).toList();
        List<String> payloads = items.stream().map(item -> "\"" + item + "\"").toList();
        Work batch = in -> {
            in.insertOrders(items);
            List<Long> ids = in.enqueueAll("receipts", payloads);
            assertThat(ids).hasSize(50).doesNotHaveDuplicates();
            assertThat(in.countOrders()).isEqualTo(50);
        };
        subject.rolledBack(batch);
        file.requireRows(0, 0, 0, 0);
        subject.inTransaction(batch);
        file.requireRows(50, 50, 0, 0);
        assertThat(file.texts("select item from orders order by id")).isEqualTo(items);
        assertThat(file.texts("select payload from _honker_live order by id")).isEqualTo(payloads);
        row.holds(Point.BATCH);
    }

    @Test
    void generatedKeysAreThoseOfTheRowsAlsoBetweenHonkersCalls() throws Exception {
        List<String> orders = new ArrayList<>();
        List<String> jobs = new ArrayList<>();
        List<String> notifications = new ArrayList<>();
        List<String> events = new ArrayList<>();
        // why twice: a tool may take the second of two identical calls for a query whose answer it knows
        Work twice = in -> {
            for (int i = 0; i < 2; i++) {
                jobs.add(in.enqueue("receipts", "\"job\"") + " \"job\"");
            }
            for (int i = 0; i < 2; i++) {
                List<Long> more = in.enqueueAll("receipts", List.of("\"x\"", "\"y\""));
                jobs.add(more.get(0) + " \"x\"");
                jobs.add(more.get(1) + " \"y\"");
            }
            for (int i = 0; i < 2; i++) {
                notifications.add(in.notify("orders", "\"sent\"") + " \"sent\"");
            }
            for (int i = 0; i < 2; i++) {
                events.add(in.publish("orders", "\"done\"") + " \"done\"");
            }
        };
        subject.inTransaction(in -> {
            twice.run(in);
            for (int i = 0; i < 5; i++) {
                orders.add(in.insertOrder("item " + i) + " item " + i);
                twice.run(in);
            }
        });
        subject.inTransaction(twice);
        file.requireRows(5, 42, 14, 14);
        assertThat(file.texts("select id || ' ' || item from orders order by id"))
                .isEqualTo(orders);
        assertThat(file.texts("select id || ' ' || payload from _honker_live order by id"))
                .isEqualTo(jobs);
        assertThat(file.texts("select id || ' ' || payload from _honker_notifications order by id"))
                .isEqualTo(notifications);
        assertThat(file.texts("select offset || ' ' || payload from _honker_stream order by offset"))
                .isEqualTo(events);
        row.holds(Point.KEYS);
    }

    @Test
    void eightWritersThatReadFirstLoseNothing() throws Exception {
        int each = 10 * Integer.getInteger("repeat", 1);
        Writers.run(8, writer -> {
            for (int i = 0; i < each; i++) {
                String item = "writer " + writer + " item " + i;
                subject.inTransaction(in -> {
                    long before = in.countOrders();
                    order(in, item);
                    assertThat(in.countOrders()).isEqualTo(before + 1);
                });
            }
        });
        file.requireRows(8L * each, 8L * each, 8L * each, 8L * each);
        row.holds(Point.WRITERS);
    }

    @Test
    void whoWaitsIsWokenByTheCommitOnly() throws Exception {
        HonkerDataSource watching = new HonkerDataSource(file.url());
        try (UpdateEvents updates = watching.updateEvents();
                Database database = Honker.of(watching);
                Listener listener = database.listen("orders")) {
            subject.rolledBack(in -> in.notify("orders", "\"rolled back\""));
            subject.inTransaction(in -> {
                in.notify("orders", "\"committed\"");
                // why: wakes may be spurious, but nothing may be there to be seen
                while (updates.awaitUpdate(Duration.ofMillis(50))) {
                    assertThat(file.notifications()).isZero();
                }
                assertThat(listener.next(Duration.ZERO)).isEmpty();
            });
            while (file.notifications() == 0) {
                assertThat(updates.awaitUpdate(PATIENCE)).as("woken").isTrue();
            }
            assertThat(listener.next(PATIENCE)).map(Notification::payloadJson).contains("\"committed\"");
        }
        row.holds(Point.WAKE);
    }

    @Test
    void sqlitesOwnErrorComesThroughTheTool() throws Exception {
        subject.inTransaction(in -> order(in, "a"));
        Throwable thrown = thrownBy(() -> subject.inTransaction(in -> {
            in.enqueue("receipts", "{}");
            order(in, "a");
        }));
        assertThat(stateIn(thrown)).isEqualTo("23505");
        file.requireRows(1, 1, 1, 1);
        row.holdsAs(Point.SQL_STATE, thrown);
    }

    private static void order(Operations in, String item) throws Exception {
        long id = in.insertOrder(item);
        in.enqueue("receipts", "{\"order\":" + id + "}");
        in.notify("orders", "{\"order\":" + id + "}");
        in.publish("orders", "{\"order\":" + id + "}");
    }
}
