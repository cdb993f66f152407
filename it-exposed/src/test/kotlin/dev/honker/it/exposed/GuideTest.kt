package dev.honker.it.exposed

import dev.honker.Honker
import dev.honker.jdbc.HonkerDataSource
import dev.honker.support.docs.Pages
import dev.honker.support.docs.Sources
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.select
import org.jetbrains.exposed.v1.jdbc.transactions.transaction
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path

/** The Kotlin listings on the repository's pages, which quote this and the other sources here. */
internal class GuideTest {

    @Test
    fun ordersAndTheirJobsAreCommittedTogether(@TempDir folder: Path) {
        val file = folder.resolve("app.db").toString()
        Database.registerJdbcDriver("jdbc:honker:sqlite", "dev.honker.jdbc.HonkerDriver", "sqlite")
        val database = Database.connect("jdbc:honker:sqlite:$file")
        transaction(database) { exec("create table orders(id integer primary key autoincrement, item text)") }

        transaction(database) {
            val id = Orders.insert { it[item] = "a record" } get Orders.id
            honker.queue("receipts").enqueue("""{"order":$id}""")
            val sent = notify("orders", """{"order":$id}""")
            Table.Dual.select(sent).single()[sent]
        }

        Honker.open(file).use { honker ->
            val job = honker.queue("receipts").claimOne("printer").orElseThrow()
            assertThat(job.payloadJson()).isEqualTo("""{"order":1}""")
            assertThat(honker.query("select count(*) as n from _honker_notifications")[0].getLong("n")).isOne()
        }
    }

    @Test
    fun aBlockThatFailsRunsThreeTimesAndLeavesNothing(@TempDir folder: Path) {
        val url = "jdbc:honker:sqlite:" + folder.resolve("app.db")
        val database = Database.connect(HonkerDataSource(url))
        var runs = 0
        assertThatThrownBy {
            transaction(database) {
                runs++
                honker.queue("receipts").enqueue("{}")
                exec("insert into no_such_table values (1)")
            }
        }.hasMessageContaining("no_such_table")
        assertThat(runs).isEqualTo(3)
        assertThat(transaction(database) { honker.queue("receipts").size() }).isZero()
    }

    @Test
    fun everyKotlinListingStandsInASourceOfThisModule() {
        val sources = Sources.below("it-exposed/src/test/kotlin", ".kt").map { withoutIndentation(Sources.text(it)) }
        val listings = Pages.fenced().filter { it.language() == "kotlin" }
        assertThat(listings).isNotEmpty()
        assertThat(listings).allSatisfy { listing ->
            assertThat(sources).describedAs(listing.place()).anyMatch { it.contains(withoutIndentation(listing.text())) }
        }
    }

    private fun withoutIndentation(text: String) = text.replace(Regex("(?m)^[ \\t]+"), "")
}
