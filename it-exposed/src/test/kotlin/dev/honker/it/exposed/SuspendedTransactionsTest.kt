// why: applications still call newSuspendedTransaction
@file:Suppress("DEPRECATION")

package dev.honker.it.exposed

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction
import org.jetbrains.exposed.v1.jdbc.SchemaUtils
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.TransactionManager
import org.jetbrains.exposed.v1.jdbc.transactions.experimental.newSuspendedTransaction
import org.jetbrains.exposed.v1.jdbc.transactions.suspendTransaction
import org.jetbrains.exposed.v1.jdbc.transactions.transaction
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import java.nio.file.Path
import java.util.concurrent.Executors

/** Coroutines that are suspended inside a transaction that has only read, while others write. */
internal class SuspendedTransactionsTest {

    @TempDir
    lateinit var folder: Path

    private val attempts = mutableListOf<Long>()

    @ParameterizedTest
    @CsvSource("PLAIN, SUSPEND_TRANSACTION", "HONKER, SUSPEND_TRANSACTION", "PLAIN, NEW_SUSPENDED_TRANSACTION", "HONKER, NEW_SUSPENDED_TRANSACTION")
    fun anotherThreadWritesWhileTheReaderIsSuspended(driver: Driver, api: Api) = on(driver) { database ->
        assertThat(countAroundAnInsert(database, api, Dispatchers.IO)).isEqualTo(0L to 0L)
        assertThat(count(database)).isOne()
    }

    @ParameterizedTest
    @CsvSource("PLAIN, SUSPEND_TRANSACTION", "HONKER, SUSPEND_TRANSACTION", "PLAIN, NEW_SUSPENDED_TRANSACTION", "HONKER, NEW_SUSPENDED_TRANSACTION")
    fun theOnlyThreadWritesWhileTheReaderIsSuspended(driver: Driver, api: Api) = on(driver) { database ->
        Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { one ->
            assertThat(countAroundAnInsert(database, api, one)).isEqualTo(0L to 0L)
        }
        assertThat(count(database)).isOne()
    }

    @ParameterizedTest
    @CsvSource("PLAIN, SUSPEND_TRANSACTION", "HONKER, SUSPEND_TRANSACTION")
    fun aSuspendedReaderThatWritesAfterAnotherCommittedIsRepeatedByExposed(driver: Driver, api: Api) = on(driver) { database ->
        countAroundAnInsert(database, api, Dispatchers.IO) { Orders.insert { it[item] = "the reader's" } }
        assertThat(attempts).containsExactly(0, 1)
        assertThat(count(database)).isEqualTo(2)
    }

    /** What a transaction counts before and after it is suspended while another one inserts. */
    private fun countAroundAnInsert(
        database: Database,
        api: Api,
        dispatcher: CoroutineDispatcher,
        atTheEnd: () -> Unit = {},
    ): Pair<Long, Long> = runBlocking {
        val read = CompletableDeferred<Unit>()
        val written = CompletableDeferred<Unit>()
        val reader = async(dispatcher) {
            api.run(database) {
                val before = Orders.selectAll().count()
                attempts += before
                read.complete(Unit)
                written.await()
                val after = Orders.selectAll().count()
                atTheEnd()
                before to after
            }
        }
        read.await()
        withContext(dispatcher) { api.run(database) { Orders.insert { it[item] = "another's" } } }
        written.complete(Unit)
        reader.await()
    }

    private fun count(database: Database) = transaction(database) { Orders.selectAll().count() }

    private fun on(driver: Driver, work: (Database) -> Unit) {
        registerHonker()
        val database = Database.connect(driver.url.format(folder.resolve("app.db")))
        try {
            transaction(database) { SchemaUtils.create(Orders) }
            work(database)
        } finally {
            TransactionManager.closeAndUnregister(database)
        }
    }

    enum class Driver(val url: String) {
        PLAIN("jdbc:sqlite:%s?journal_mode=WAL&busy_timeout=5000"),
        HONKER("jdbc:honker:sqlite:%s"),
    }

    enum class Api {
        SUSPEND_TRANSACTION {
            override suspend fun <T> run(database: Database, block: suspend JdbcTransaction.() -> T): T =
                suspendTransaction(database) { block() }
        },
        NEW_SUSPENDED_TRANSACTION {
            override suspend fun <T> run(database: Database, block: suspend JdbcTransaction.() -> T): T =
                newSuspendedTransaction(db = database) { block() }
        }, ;

        abstract suspend fun <T> run(database: Database, block: suspend JdbcTransaction.() -> T): T
    }
}
