package dev.honker.it.fault;

import dev.honker.it.support.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

/** How a database file goes away. */
enum Replacement {
    RENAMED_OVER {
        @Override
        void apply(Path file, Path other) throws IOException, SQLException {
            create(other);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            deleteLog(file);
        }
    },
    DELETED_AND_CREATED {
        @Override
        void apply(Path file, Path other) throws IOException, SQLException {
            delete(file);
            create(file);
        }
    },
    DELETED {
        @Override
        void apply(Path file, Path other) throws IOException {
            delete(file);
        }
    };

    abstract void apply(Path file, Path other) throws IOException, SQLException;

    private static void delete(Path file) throws IOException {
        Files.delete(file);
        deleteLog(file);
    }

    /** As everybody has to: SQLite would take the log of the file of before for that of the new one. */
    private static void deleteLog(Path file) throws IOException {
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
    }

    private static void create(Path file) throws SQLException {
        try (Connection connection = Sql.open(file)) {
            Sql.run(connection, "CREATE TABLE orders(id INTEGER PRIMARY KEY)");
        }
    }
}
