package dev.honker.pools;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.druid.pool.DruidDataSource;
import dev.honker.Database;
import dev.honker.Honker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Druid's filters parse SQL, for which they have to know the database, which they take from the URL. */
class DruidFiltersTest {

    @TempDir
    Path directory;

    @Test
    void withTheTypeOfTheDatabaseItsFiltersLetStatementsAndHonkerThrough() throws Exception {
        try (DruidDataSource pool = new DruidDataSource()) {
            pool.setUrl("jdbc:honker:sqlite:" + directory.resolve("app.db"));
            pool.setDriverClassName("dev.honker.jdbc.HonkerDriver");
            pool.setDbType("sqlite");
            pool.setFilters("wall,stat");
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)");
                statement.execute("INSERT INTO t(name) VALUES ('tea')");
                statement.execute("SELECT honker_enqueue('letters', '{}', NULL, NULL, 0, 3, NULL)");
            }
            try (Database db = Honker.of(pool)) {
                db.queue("letters").enqueue("{}");
                assertThat(db.queue("letters").size()).isEqualTo(2);
            }
        }
    }
}
