package dev.honker.example.shop.office;

import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.Letter;
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
                session.persist(new Letter(order, "Dear %s, we are sorry: %s".formatted(customer, reason)));
            }
        });
    }
}
