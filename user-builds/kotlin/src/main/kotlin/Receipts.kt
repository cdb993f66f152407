import com.fasterxml.jackson.module.kotlin.jacksonObjectMapper
import dev.honker.Honker
import dev.honker.WaitOptions

data class Receipt(val item: String, val pieces: Int = 1)

fun main(arguments: Array<String>) {
    val mapper = jacksonObjectMapper()
    Honker.open(arguments[0]).use { db ->
        val receipts = db.queue("receipts")
        val id = db.transaction<Long, RuntimeException> { tx -> receipts.enqueue(tx, mapper.writeValueAsString(Receipt("a record"))) }
        receipts.worker("printer") { job ->
            val receipt = mapper.readValue(job.payloadJson(), Receipt::class.java)
            receipts.saveResult(job.id(), mapper.writeValueAsString("${receipt.pieces} x ${receipt.item}"))
        }.use {
            check(receipts.waitResult(id, WaitOptions.forever()) == "\"1 x a record\"")
        }
    }
}
