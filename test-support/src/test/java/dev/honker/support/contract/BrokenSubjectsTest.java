package dev.honker.support.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite fails where a tool breaks the rules. */
class BrokenSubjectsTest {

    @Test
    void whoCommitsEachStatementKeepsNoRule() {
        assertThat(failedWith(EachStatementCommits.class))
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
        assertThat(failedWith(OnSqliteJdbc.class))
                .contains(
                        "aSecondTransactionOfTheThreadIsToldAtOnceWhomItWaitsFor",
                        "aReadOnlyTransactionReadsAndRefusesWhatHonkerWouldWrite",
                        "eightWritersThatReadFirstLoseNothing",
                        "sqlitesOwnErrorComesThroughTheTool")
                .doesNotContain(
                        "commitKeepsTheOrderAndWhatHonkerWroteWithIt", "rollbackDropsTheOrderAndWhatHonkerWroteWithIt");
    }

    private static List<String> failedWith(Class<? extends TransactionContract> suite) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute()
                .testEvents()
                .finished()
                .filter(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getStatus()
                                == TestExecutionResult.Status.FAILED)
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getJavaMethod())
                .map(Method::getName)
                .toList();
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
