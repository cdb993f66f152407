package dev.honker.example.shop.mybatis;

import dev.honker.TypedJob;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.office.ReceiptText;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.example.shop.order.WallClock;
import dev.honker.mybatis.HonkerSession;
import org.apache.ibatis.session.SqlSession;

/** Writes a receipt and ends its job, in one transaction. Safe for use by several threads. */
final class ReceiptWriter implements TypedJobHandler<ReceiptJob> {

    private final Transactions transactions;

    ReceiptWriter(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(TypedJob<ReceiptJob> job) {
        long awakeAt = WallClock.micros();
        ReceiptJob wanted = job.payload();
        transactions.run(session -> {
            session.getMapper(OfficeMapper.class)
                    .insertReceipt(
                            wanted.order(), wanted.invoice(), textOf(session, wanted), awakeAt, WallClock.micros());
            job.ackInOrThrow(HonkerSession.of(session));
        });
    }

    private static String textOf(SqlSession session, ReceiptJob wanted) {
        InvoiceHead head = session.getMapper(OrderMapper.class).head(wanted.invoice());
        ReceiptText text = new ReceiptText(wanted.order(), head.customer(), head.country());
        for (InvoiceLine line : session.getMapper(OfficeMapper.class).lines(wanted.invoice())) {
            text.line(line.quantity(), line.track(), line.artist());
        }
        return text.total(head.total());
    }
}
