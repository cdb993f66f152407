package dev.honker;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database on a fresh file, and a look at its tables. */
public abstract class DatabaseFixture {

    @TempDir
    protected Path directory;

    protected Path file;
    protected Database db;

    @BeforeEach
    void openDatabase() {
        file = directory.resolve("app.db");
        db = Honker.open(file);
    }

    @AfterEach
    void closeDatabase() {
        db.close();
    }

    /** The first column of the first row as a number. */
    protected long number(String sql, Object... parameters) {
        Object value = db.query(sql, List.of(parameters)).get(0).get(0);
        return ((Number) java.util.Objects.requireNonNull(value)).longValue();
    }

    /** Runs a statement of the test's own. */
    protected void execute(String sql, Object... parameters) {
        db.transactionVoid(tx -> tx.execute(sql, List.of(parameters)));
    }
}
