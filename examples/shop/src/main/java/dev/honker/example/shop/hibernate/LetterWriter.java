package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.hibernate.entity.Invoice;
import dev.honker.example.shop.hibernate.entity.Letter;
import dev.honker.example.shop.office.LetterText;
import dev.honker.example.shop.order.Letters;
import org.hibernate.SessionFactory;

/** Writes each letter once, however often its job is run. Safe for use by several threads. */
final class LetterWriter implements Letters {

    private final SessionFactory sessions;

    LetterWriter(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public void cardDeclined(int order, String reason) {
        sessions.inTransaction(session -> {
            if (session.find(Letter.class, order) == null) {
                // why the old invoice: of the declined order nothing is left
                String customer = session.find(Invoice.class, order).customer().name();
                session.persist(new Letter(order, LetterText.of(customer, reason)));
            }
        });
    }
}
