package dev.honker.it.exposed

import dev.honker.support.contract.Subject
import dev.honker.support.contract.Tool
import dev.honker.support.contract.TransactionContract
import org.jetbrains.exposed.v1.core.DatabaseConfig
import org.jetbrains.exposed.v1.jdbc.Database

internal class ExposedContractTest : TransactionContract() {

    override fun tool() = Tool.EXPOSED

    override fun version(): String = System.getProperty("exposed.version")

    override fun open(url: String): Subject {
        registerHonker()
        return ExposedSubject(Database.connect(url, databaseConfig = DatabaseConfig { useNestedTransactions = true }))
    }
}
