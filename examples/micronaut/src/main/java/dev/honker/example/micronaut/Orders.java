package dev.honker.example.micronaut;

import dev.honker.Honker;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Takes orders. */
@Singleton
public class Orders {

    private final Connection connection;

    /** {@code connection} is the one of whatever transaction the caller is in. */
    Orders(Connection connection) {
        this.connection = connection;
    }

    /** Writes an order and the job to print its receipt: both or neither. */
    @Transactional
    public void place(long id, String item) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into orders values (?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, item);
            insert.executeUpdate();
        }
        Honker.on(connection).queue("receipts").enqueue("{\"order\":" + id + "}");
        if (item.isBlank()) {
            throw new IllegalArgumentException("order " + id + " is for nothing");
        }
    }
}
