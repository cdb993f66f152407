package dev.honker.jooq;

import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.SQLDataType;

/** A file with a table of orders, jOOQ on it, and a look at it past both. */
final class Store {

    static final Table<Record> ORDERS = DSL.table(DSL.name("orders"));
    static final Field<Integer> ID = DSL.field(DSL.name("orders", "id"), SQLDataType.INTEGER);
    static final Field<String> ITEM = DSL.field(DSL.name("orders", "item"), SQLDataType.VARCHAR);

    private final Path file;
    private final Configuration configuration;

    Store(Path folder) {
        this(folder, "store");
    }

    Store(Path folder, String name) {
        file = folder.resolve(name + ".db");
        configuration = new DefaultConfiguration()
                .set(new HonkerDataSource("jdbc:honker:sqlite:" + file))
                .set(SQLDialect.SQLITE);
        ctx().execute("create table orders (id integer primary key autoincrement, item text not null unique)");
    }

    Path file() {
        return file;
    }

    DSLContext ctx() {
        return DSL.using(configuration);
    }

    DSLContext guarded() {
        return DSL.using(configuration.derive(new HonkerGuard()));
    }

    /** What another program sees. */
    long count(String table) {
        return count(table, "true");
    }

    long count(String table, String condition) {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = other.createStatement();
                ResultSet tables = sql.executeQuery(
                        "select count(*) from sqlite_master where type = 'table' and name = '" + table + "'")) {
            if (tables.getLong(1) == 0) {
                return 0;
            }
            try (ResultSet rows = sql.executeQuery("select count(*) from " + table + " where " + condition)) {
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
