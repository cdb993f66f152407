package dev.honker.internal.function;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Every function contract, the functions called as Java objects. */
class DirectFunctionsTest implements AllFunctionContracts {

    @TempDir
    private Path directory;

    private FunctionSubject subject;

    @BeforeEach
    void open() throws SQLException {
        subject = new DirectSubject(directory.resolve("app.db"));
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
