package dev.honker.example.shop.mybatis;

import dev.honker.example.shop.office.LetterText;
import dev.honker.example.shop.order.Letters;

/** Writes each letter once, however often its job is run. Safe for use by several threads. */
final class LetterWriter implements Letters {

    private final Transactions transactions;

    LetterWriter(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void cardDeclined(int order, String reason) {
        transactions.run(session -> {
            // why the old invoice: of the declined order nothing is left
            InvoiceHead old = session.getMapper(OrderMapper.class).head(order);
            session.getMapper(OfficeMapper.class).insertLetter(order, LetterText.of(old.customer(), reason));
        });
    }
}
