package dev.honker.example.quarkus;

import dev.honker.Database;
import dev.honker.Honker;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Honker on the application's data source. */
@Singleton
public class HonkerProducer {

    /** One for the application; inside a JTA transaction its operations are part of that. */
    @Produces
    @Singleton
    Database database(DataSource dataSource) {
        return Honker.of(dataSource);
    }

    void close(@Disposes Database database) {
        database.close();
    }
}
