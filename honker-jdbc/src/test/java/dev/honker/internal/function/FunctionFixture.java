package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the function contracts share: a subject, and short ways to call it and to look at its tables. */
public interface FunctionFixture {

    Pattern SQLITE_JDBC_TEXT = Pattern.compile("\\[SQLITE_[A-Z_]+] +[^(]*\\((.*)\\)", Pattern.DOTALL);

    /** The subject of the running test. */
    FunctionSubject subject();

    /** The message of an error without what sqlite-jdbc puts around SQLite's own. */
    default String textOf(SQLException error) {
        return sqliteText(error);
    }

    static String sqliteText(SQLException error) {
        Matcher matcher = SQLITE_JDBC_TEXT.matcher(String.valueOf(error.getMessage()));
        return matcher.matches() ? matcher.group(1) : String.valueOf(error.getMessage());
    }

    default @Nullable Object call(String function, @Nullable Object... arguments) throws SQLException {
        @Nullable Object[] widened = arguments.clone();
        for (int i = 0; i < widened.length; i++) {
            widened[i] = widened[i] instanceof Integer small ? (Object) small.longValue() : widened[i];
        }
        return subject().call(function, widened);
    }

    default long number(String function, @Nullable Object... arguments) throws SQLException {
        Object result = call(function, arguments);
        assertThat(result).isInstanceOf(Long.class);
        return (Long) result;
    }

    default @Nullable String text(String function, @Nullable Object... arguments) throws SQLException {
        return (String) call(function, arguments);
    }

    /** The error text of a call that must fail. */
    default String error(String function, @Nullable Object... arguments) {
        SQLException error = catchThrowableOfType(SQLException.class, () -> call(function, arguments));
        assertThat((Throwable) error).as("error of " + function).isNotNull();
        return textOf(error);
    }

    default void sql(String sql) throws SQLException {
        try (Statement statement = subject().connection().createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** All rows, the columns of each joined by a bar. */
    default List<String> rows(String sql) throws SQLException {
        try (PreparedStatement statement = subject().connection().prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        }
    }

    /** The one value of a query. */
    default String value(String sql) throws SQLException {
        List<String> rows = rows(sql);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    default long now() throws SQLException {
        return Long.parseLong(value("SELECT unixepoch()"));
    }

    default void bootstrap() throws SQLException {
        assertThat(call("honker_bootstrap")).isEqualTo(1L);
    }

    default long enqueue(String queue, String payload) throws SQLException {
        return number("honker_enqueue", queue, payload, null, null, 0, 3, null);
    }

    /** Enqueues one job and claims it. */
    default long held(String queue, String worker) throws SQLException {
        long id = enqueue(queue, "{}");
        assertThat(ids(text("honker_claim_batch", queue, worker, 1, 300))).containsExactly(id);
        return id;
    }

    /** The ids in a JSON array of jobs, in its order. */
    default List<Long> ids(@Nullable String json) throws SQLException {
        try (PreparedStatement statement = subject()
                .connection()
                .prepareStatement("SELECT json_extract(value, '$.id') FROM json_each(?) ORDER BY key")) {
            statement.setString(1, json);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /** Runs steps that must all see the same second; begins again if the second changed meanwhile. */
    default void withinOneSecond(Steps steps) throws SQLException {
        for (int i = 0; i < 10; i++) {
            sql("SAVEPOINT second");
            long before = now();
            AssertionError failure = null;
            try {
                steps.run(before);
            } catch (AssertionError e) {
                failure = e;
            }
            if (now() == before) {
                sql("RELEASE second");
                if (failure != null) {
                    throw failure;
                }
                return;
            }
            sql("ROLLBACK TO second");
            sql("RELEASE second");
        }
        throw new AssertionError("no second was long enough");
    }

    /** Steps of a test. */
    @FunctionalInterface
    interface Steps {
        void run(long now) throws SQLException;
    }
}
