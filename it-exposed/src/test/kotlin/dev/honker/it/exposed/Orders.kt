package dev.honker.it.exposed

import org.jetbrains.exposed.v1.core.Table

/** The table of the contract suite. */
object Orders : Table("orders") {
    val id = long("id").autoIncrement()
    val item = text("item")
    override val primaryKey = PrimaryKey(id)
}
