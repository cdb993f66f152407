package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a check knows of the tables is what is made. */
class StoredTypesTest extends EngineFixture {

    @Test
    void columnsTypesAndNullsAreThoseOfTheTables() throws SQLException {
        for (String table : StoredTypes.TABLES.keySet()) {
            List<String> made = session.query(
                    "SELECT name, type, \"notnull\" OR pk FROM pragma_table_info(?1)",
                    row -> (row.text(2).equals("TEXT") ? "'" : "") + row.text(1) + (row.integer(3) == 0 ? "?" : ""),
                    table);
            assertThat(made).as(table).isEqualTo(StoredTypes.TABLES.get(table));
        }
    }

    @Test
    void everyOtherTableIsOurs() throws SQLException {
        assertThat(SchemaObjects.expected())
                .filteredOn(part -> part.isTable() && !part.isOurs())
                .extracting(SchemaObjects.Part::name)
                .containsExactlyInAnyOrderElementsOf(StoredTypes.TABLES.keySet());
        assertThat(SchemaObjects.expected())
                .filteredOn(part -> !part.isTable() && !part.isOurs())
                .extracting(SchemaObjects.Part::name)
                .as("the contract's indexes")
                .containsExactlyInAnyOrder(
                        "_honker_notifications_recent",
                        "_honker_live_claim",
                        "_honker_live_pending_deadline",
                        "_honker_live_processing_deadline",
                        "_honker_stream_topic");
    }

    @Test
    void wrongValuesAreCountedByTable() throws SQLException {
        live("q", "run_at, attempts", "1.5, 'many'");
        live("q", "expires_at", "NULL");
        assertThat(StoredTypes.find(session, "_honker_live"))
                .extracting(wrong -> wrong.what() + " " + wrong.count() + " " + wrong.rowid())
                .containsExactly("run_at is not a whole number 1 1", "attempts is not a whole number 1 1");
        assertThat(StoredTypes.find(session, "_honker_dead")).isEmpty();
    }
}
