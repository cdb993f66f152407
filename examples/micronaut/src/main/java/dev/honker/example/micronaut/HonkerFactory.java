package dev.honker.example.micronaut;

import dev.honker.Database;
import dev.honker.Honker;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Honker on the pool below the application's data source. */
@Factory
class HonkerFactory {

    /**
     * One for the application.
     *
     * @param dataSource which gives only the connections of transactions that are open; the pool below it gives any
     */
    @Singleton
    @Bean(preDestroy = "close")
    Database database(DataSource dataSource) {
        return Honker.of(DelegatingDataSource.unwrapDataSource(dataSource));
    }
}
