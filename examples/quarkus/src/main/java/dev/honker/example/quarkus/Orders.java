package dev.honker.example.quarkus;

import dev.honker.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Takes orders. */
@ApplicationScoped
public class Orders {

    private final DataSource dataSource;
    private final Database honker;

    Orders(DataSource dataSource, Database honker) {
        this.dataSource = dataSource;
        this.honker = honker;
    }

    /** Writes an order and the job to print its receipt: both or neither. */
    @Transactional
    public void place(long id, String item) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into orders values (?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, item);
            insert.executeUpdate();
        }
        honker.queue("receipts").enqueue("{\"order\":" + id + "}");
        if (item.isBlank()) {
            throw new IllegalArgumentException("order " + id + " is for nothing");
        }
    }
}
