package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Trouble} for messages as sqlite-jdbc writes them. */
class TroubleTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            [SQLITE_BUSY] The database file is locked (database is locked); a.db is locked: another program writes; (SQLITE_BUSY)
            [SQLITE_BUSY_SNAPSHOT] Another database connection has already written; a.db is locked: another; (SQLITE_BUSY_SNAPSHOT)
            cannot open a.db: [SQLITE_CANTOPEN] Unable to open the database file; a.db can't be opened: this user; (SQLITE_CANTOPEN)
            [SQLITE_READONLY_DIRECTORY] Process does not have permission; a.db can't be written by this user; (SQLITE_READONLY_DIRECTORY)
            [SQLITE_CORRUPT] The database disk image is malformed; a.db is damaged; (SQLITE_CORRUPT)
            [SQLITE_FULL] Insertion failed; a.db can't grow: the disk is full; (SQLITE_FULL)
            """)
    void namesTheFileAndWhatToDo(String message, String beginning, String end) {
        assertThat(Trouble.of(message, "a.db"))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith(beginning).endsWith(end));
    }

    @Test
    void othersKeepTheirMessages() {
        assertThat(Trouble.of("[SQLITE_CONSTRAINT] Abort due to constraint violation", "a.db"))
                .isEmpty();
        assertThat(Trouble.of("no job 7", "a.db")).isEmpty();
    }
}
