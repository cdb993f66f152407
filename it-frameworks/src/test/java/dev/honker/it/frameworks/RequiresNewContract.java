package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** An audit service whose REQUIRES_NEW suspends a transaction that has only read, whatever runs the statements. */
abstract class RequiresNewContract {

    @TempDir
    Path directory;

    /** The configuration of the transactions, and of how statements run in them. */
    abstract Class<?> configuration();

    @ParameterizedTest
    @EnumSource
    void anAuditIsWrittenWhileTheOuterTransactionHasOnlyRead(Driver driver) throws Exception {
        on(driver, (services, file) -> {
            long before = services.orders().countThenAudit();
            assertThat(before).isEqualTo(1);
            assertThat(file.number("SELECT count(*) FROM audits")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theOuterTransactionKeepsTheStateThatItReadFirst(Driver driver) throws Exception {
        on(driver, (services, file) -> {
            assertThat(services.orders().countAuditsAroundAnAudit()).containsExactly(0L, 0L);
            assertThat(file.number("SELECT count(*) FROM audits")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSuspendedTransactionThatOnlyReadsIsReadBesideByAnother(Driver driver) throws Exception {
        on(driver, (services, file) -> assertThat(services.orders().countTwice())
                .isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource
    void threeLevelsDeepTheInnermostWrites(Driver driver) throws Exception {
        on(driver, (services, file) -> {
            assertThat(services.orders().countAroundAReviewedAudit()).isEqualTo(1);
            assertThat(file.number("SELECT count(*) FROM audits")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theOuterTransactionWritesIfTheInnerOneWasRolledBack(Driver driver) throws Exception {
        on(driver, (services, file) -> {
            services.orders().placeAfterARefusedAudit();
            assertThat(file.number("SELECT count(*) FROM orders")).isEqualTo(2);
            assertThat(file.number("SELECT count(*) FROM audits")).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theOuterTransactionWritesIfTheInnerOneOnlyRead(Driver driver) throws Exception {
        on(driver, (services, file) -> {
            services.orders().placeAfterAReview();
            assertThat(file.number("SELECT count(*) FROM orders")).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theOuterTransactionIsRefusedItsWriteIfTheInnerOneHasCommitted(Driver driver) throws Exception {
        on(driver, (services, file) -> {
            Throwable refused = catchThrowable(() -> services.orders().placeAfterAnAudit());
            assertThat(refused).isNotNull();
            SQLiteException cause = sqliteCause(refused);
            assertThat(cause.getResultCode()).isEqualTo(SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT);
            if (driver == Driver.HONKER) {
                assertThat(cause.getSQLState()).isEqualTo("40001");
            }
            assertThat(file.number("SELECT count(*) FROM orders")).isEqualTo(1);
            assertThat(file.number("SELECT count(*) FROM audits")).isEqualTo(1);

            services.orders().place();
            assertThat(file.number("SELECT count(*) FROM orders")).isEqualTo(2);
        });
    }

    private static SQLiteException sqliteCause(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof SQLiteException)) {
            assertThat(cause.getCause()).as("cause of %s", thrown).isNotNull();
            cause = cause.getCause();
        }
        return (SQLiteException) cause;
    }

    void on(Driver driver, Scenario scenario) throws Exception {
        try (AppFile file = new AppFile(driver, directory);
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            file.run(
                    "CREATE TABLE orders(id INTEGER PRIMARY KEY, item TEXT NOT NULL)",
                    "CREATE TABLE audits(id INTEGER PRIMARY KEY, note TEXT NOT NULL)",
                    "INSERT INTO orders(item) VALUES ('a record')");
            context.getBeanFactory().registerSingleton("dataSource", file.pool());
            context.register(configuration());
            context.refresh();
            scenario.run(context.getBean(AuditedServices.class), file);
        }
    }

    /** What a test does with the services on a file of one order. */
    @FunctionalInterface
    interface Scenario {
        void run(AuditedServices services, AppFile file) throws SQLException;
    }
}
