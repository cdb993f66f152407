package dev.honker.it.exposed

import dev.honker.support.contract.Subject
import dev.honker.support.contract.TransactionOperations
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction
import org.jetbrains.exposed.v1.jdbc.batchInsert
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.select
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.TransactionManager
import org.jetbrains.exposed.v1.jdbc.transactions.inTopLevelTransaction
import org.jetbrains.exposed.v1.jdbc.transactions.transaction

/** Exposed's transactions, those within others as savepoints. */
internal class ExposedSubject(private val database: Database) : Subject {

    override fun inTransaction(work: Subject.Work) {
        transaction(database) { work.run(ExposedOperations(this)) }
    }

    override fun rolledBack(work: Subject.Work) {
        transaction(database) {
            work.run(ExposedOperations(this))
            rollback()
        }
    }

    override fun readOnly(work: Subject.Work) {
        transaction(database, readOnly = true) { work.run(ExposedOperations(this)) }
    }

    override fun close() {
        TransactionManager.closeAndUnregister(database)
    }

    private inner class ExposedOperations(open: JdbcTransaction) : TransactionOperations(open.honker) {

        override fun insertOrder(item: String): Long = Orders.insert { it[Orders.item] = item } get Orders.id

        override fun insertOrders(items: List<String>) {
            Orders.batchInsert(items, shouldReturnGeneratedValues = false) { this[Orders.item] = it }
        }

        override fun countOrders(): Long = Orders.selectAll().count()

        override fun notify(channel: String, payloadJson: String): Long {
            val sent = dev.honker.it.exposed.notify(channel, payloadJson)
            return Table.Dual.select(sent).single()[sent]
        }

        override fun nested(work: Subject.Work) = inTransaction(work)

        override fun requiresNew(work: Subject.Work) {
            inTopLevelTransaction(database) { work.run(ExposedOperations(this)) }
        }
    }
}
