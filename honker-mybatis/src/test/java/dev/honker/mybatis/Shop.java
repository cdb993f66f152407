package dev.honker.mybatis;

import dev.honker.jdbc.HonkerDriver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** A file with a table of orders, MyBatis on it as it comes, and a connection of its own for looking. */
final class Shop implements AutoCloseable {

    private final String file;
    private final PooledDataSource pool;
    private final SqlSessionFactory sessions;

    private Shop(Path file, Configuration configuration) throws SQLException {
        this.file = file.toString();
        this.pool = new PooledDataSource(HonkerDriver.class.getName(), "jdbc:honker:sqlite:" + file, null, null);
        configuration.setEnvironment(new Environment("shop", new JdbcTransactionFactory(), pool));
        this.sessions = new SqlSessionFactoryBuilder().build(configuration);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders(id integer primary key autoincrement, item text not null unique)");
        }
    }

    /** Opens it in a folder. */
    static Shop in(Path folder, Configuration configuration) throws SQLException {
        return new Shop(folder.resolve("shop.db"), configuration);
    }

    static Shop in(Path folder, Class<?>... mappers) throws SQLException {
        Configuration configuration = new Configuration();
        for (Class<?> mapper : mappers) {
            configuration.addMapper(mapper);
        }
        return in(folder, configuration);
    }

    SqlSession open() {
        return sessions.openSession();
    }

    SqlSession open(ExecutorType type) {
        return sessions.openSession(type);
    }

    SqlSessionFactory sessions() {
        return sessions;
    }

    Configuration configuration() {
        return sessions.getConfiguration();
    }

    /** The one number that a query gives, as another program sees it. */
    long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    /** How many notifications there are; none if there is no table of them yet. */
    long notifications() throws SQLException {
        return rows("_honker_notifications");
    }

    /** How many rows a table has; none if it isn't there yet. */
    long rows(String table) throws SQLException {
        return count("select count(*) from sqlite_schema where name = '" + table + "'") == 0
                ? 0
                : count("select count(*) from " + table);
    }

    @Override
    public void close() {
        pool.forceCloseAll();
    }
}
