package dev.honker.it.exposed

import dev.honker.Honker
import dev.honker.Transaction
import org.jetbrains.exposed.v1.core.CustomFunction
import org.jetbrains.exposed.v1.core.LongColumnType
import org.jetbrains.exposed.v1.core.stringParam
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction
import java.sql.Connection

/** Once in a program, before the first connect by URL. */
fun registerHonker() {
    Database.registerJdbcDriver("jdbc:honker:sqlite", "dev.honker.jdbc.HonkerDriver", "sqlite")
}

/** Honker's API in the transaction that Exposed has open. */
val JdbcTransaction.honker: Transaction
    get() = Honker.on(connection.connection as Connection)

/** notify(channel, payload) as an expression. */
fun notify(channel: String, payload: String) =
    CustomFunction("notify", LongColumnType(), stringParam(channel), stringParam(payload))
