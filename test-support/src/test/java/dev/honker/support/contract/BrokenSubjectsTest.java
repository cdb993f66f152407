package dev.honker.support.contract;

import static dev.honker.support.contract.SuiteRun.failedOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite fails where a tool breaks the rules. */
class BrokenSubjectsTest {

    @Test
    void whoCommitsEachStatementKeepsNoRule() {
        assertThat(failedOf(EachStatementCommits.class))
                .contains(
                        "commitKeepsTheOrderAndWhatHonkerWroteWithIt",
                        "rollbackDropsTheOrderAndWhatHonkerWroteWithIt",
                        "anExceptionDropsThemAndComesOut",
                        "batchesAreKeptOrDroppedAsOne",
                        "whoWaitsIsWokenByTheCommitOnly",
                        "sqlitesOwnErrorComesThroughTheTool");
    }

    @Test
    void sqliteJdbcKeepsTransactionsButNeitherReadOnlyNorStatesNorTurns() {
        assertThat(failedOf(OnSqliteJdbc.class))
                .contains(
                        "aSecondTransactionOfTheThreadIsToldAtOnceWhomItWaitsFor",
                        "aReadOnlyTransactionReadsAndRefusesEveryWrite",
                        "eightWritersThatReadFirstLoseNothing",
                        "sqlitesOwnErrorComesThroughTheTool")
                .doesNotContain(
                        "commitKeepsTheOrderAndWhatHonkerWroteWithIt", "rollbackDropsTheOrderAndWhatHonkerWroteWithIt");
    }

    // why these names: surefire is not to take them for tests of ours

    static final class EachStatementCommits extends TransactionContract {

        @Override
        protected Tool tool() {
            return Tool.JDBC;
        }

        @Override
        protected String version() {
            return "broken";
        }

        @Override
        protected Subject open(String url) {
            return new JdbcSubject(() -> stubborn(DriverManager.getConnection(url)), () -> {});
        }

        /** A connection that stays in autocommit mode, and says nothing of it. */
        private static Connection stubborn(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    BrokenSubjectsTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (List.of("setAutoCommit", "commit", "rollback").contains(method.getName())) {
                            return null;
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    static final class OnSqliteJdbc extends TransactionContract {

        @Override
        protected Tool tool() {
            return Tool.JDBC;
        }

        @Override
        protected String version() {
            return "broken";
        }

        @Override
        protected Subject open(String url) {
            String plain = url.replace("jdbc:honker:", "jdbc:").replace("busy_timeout=20000", "busy_timeout=100");
            return new JdbcSubject(() -> DriverManager.getConnection(plain), () -> {});
        }
    }
}
