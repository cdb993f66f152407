package dev.honker.internal.function;

import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Every function contract on a plain sqlite-jdbc connection that honker was added to. */
class WrappedFunctionsTest implements AllFunctionContracts {

    @TempDir
    private Path directory;

    private FunctionSubject subject;

    @BeforeEach
    void open() throws SQLException {
        SQLiteDataSource plain = new SQLiteDataSource();
        plain.setUrl("jdbc:sqlite:" + directory.resolve("app.db"));
        subject = new SqlSubject(HonkerDataSource.wrap(plain).getConnection());
    }

    @AfterEach
    void close() throws SQLException {
        subject.close();
    }

    @Override
    public FunctionSubject subject() {
        return subject;
    }
}
