package dev.honker.spring.modulith.shop.orders;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Places orders. */
@Service
public class Orders {

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;

    Orders(JdbcTemplate jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
        jdbc.execute("CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, item TEXT NOT NULL)");
    }

    /** Places one and publishes that. */
    @Transactional
    public void place(long id, String item) {
        jdbc.update("INSERT INTO orders VALUES (?, ?)", id, item);
        events.publishEvent(new OrderPlaced(id, item));
    }

    /** Places one, publishes that, and fails. */
    @Transactional
    public void placeAndFail(long id) {
        place(id, "a mistake");
        throw new IllegalStateException("declined");
    }
}
