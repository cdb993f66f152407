package dev.honker.example.shop.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFileTest {

    @TempDir
    Path folder;

    @Test
    void theCarriedRowsAreThoseOfTheChinookStore() throws Exception {
        Path file = folder.resolve("shop.db");

        WorkFile.fromCarriedRows(file);

        try (Connection connection = open(file)) {
            assertThat(text(connection, """
                            select (select count(*) from Artist) || ' artists ' || (select count(*) from Album) || ' albums '
                                || (select count(*) from Track) || ' tracks ' || (select count(*) from Customer) || ' customers '
                                || (select count(*) from Invoice) || ' invoices ' || (select count(*) from InvoiceLine) || ' lines'"""))
                    .isEqualTo("275 artists 347 albums 3503 tracks 59 customers 412 invoices 2240 lines");
            assertThat(text(connection, "select FirstName || ' ' || LastName from Customer where CustomerId = 1"))
                    .isEqualTo("Luís Gonçalves");
            assertThat(text(
                            connection,
                            "select typeof(Composer) || ' ' || typeof(UnitPrice) from Track where TrackId = 2"))
                    .isEqualTo("null real");
            assertThat(text(connection, "select round(sum(Total), 2) from Invoice"))
                    .isEqualTo("2328.6");
            assertThat(text(connection, "select count(*) from pragma_foreign_key_check"))
                    .isEqualTo("0");
        }
    }

    @Test
    void theCopyOfAUsersFileHoldsWhatIsStillInItsWriteAheadLog() throws Exception {
        Path source = folder.resolve("mine.db");
        Path copy = folder.resolve("copy.db");
        WorkFile.fromCarriedRows(source);
        try (Connection user = open(source)) {
            text(user, "pragma journal_mode = wal");
            execute(user, "update Artist set Name = 'AC-DC' where ArtistId = 1");

            WorkFile.copyOf(source, copy);
            execute(user, "update Artist set Name = 'Accent' where ArtistId = 2");
        }
        try (Connection copied = open(copy)) {
            assertThat(text(
                            copied,
                            "select group_concat(Name) from (select Name from Artist order by ArtistId limit 2)"))
                    .isEqualTo("AC-DC,Accept");
        }
    }

    @Test
    void theUsersFileGetsNoTableAndNoRow() throws Exception {
        Path source = folder.resolve("mine.db");
        WorkFile.fromCarriedRows(source);
        try (Connection user = open(source)) {
            execute(user, "drop table Receipt");
            execute(user, "drop table DeclinedOrder");
            execute(user, "drop table CountryRevenue");
            execute(user, "drop table Letter");
            execute(user, "drop table SalesReport");
        }

        WorkFile.copyOf(source, folder.resolve("copy.db"));

        try (Connection user = open(source)) {
            assertThat(text(user, "select count(*) from sqlite_schema where type = 'table'"))
                    .isEqualTo("9");
            assertThat(text(user, "pragma journal_mode")).isEqualTo("delete");
        }
    }

    @Test
    void aFileWithoutTheStoresTablesIsRefusedByName() throws Exception {
        Path file = folder.resolve("other.db");
        try (Connection connection = open(file)) {
            execute(connection, "create table Artist(id)");
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkFile.copyOf(file, folder.resolve("copy.db")))
                .withMessageContaining("other.db is not a Chinook database")
                .withMessageContaining("InvoiceLine");
    }

    @Test
    void aMissingFileIsNotCreated() {
        Path file = folder.resolve("missing.db");

        assertThatIllegalArgumentException().isThrownBy(() -> WorkFile.copyOf(file, folder.resolve("copy.db")));
        assertThat(file).doesNotExist();
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
