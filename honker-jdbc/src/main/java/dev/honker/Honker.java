package dev.honker;

import dev.honker.internal.access.CommittingThreads;
import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.access.OwnConnections;
import dev.honker.internal.access.PooledConnections;
import dev.honker.internal.check.Check;
import dev.honker.internal.database.DatabaseHandle;
import dev.honker.internal.database.NoDatabase;
import dev.honker.internal.database.OpenTarget;
import dev.honker.internal.database.TransactionHandle;
import dev.honker.internal.json.JsonCodecs;
import dev.honker.internal.queue.InlineWorkers;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the Java API begins; stateless and thread-safe. */
public final class Honker {

    private Honker() {}

    /** As {@link #open(String, OpenOptions)} with the default options. */
    public static Database open(String path) {
        return open(path, OpenOptions.defaults());
    }

    /** As {@link #open(Path, OpenOptions)} with the default options. */
    public static Database open(Path path) {
        return open(path, OpenOptions.defaults());
    }

    /** As {@link #open(String, OpenOptions)}; a path is never taken for a URL. */
    public static Database open(Path path, OpenOptions options) {
        return open(
                OpenTarget.ofPath(Check.notNull("path", path).toString(), Check.notNull("options", options)), options);
    }

    /**
     * Opens a database file for a program that has no data source of its own for it. Creates the file and honker's tables if
     * they are missing; blocks for that, at most the busy timeout.
     *
     * <p>The URL of the driver, {@code jdbc:honker:sqlite:FILE}, is taken as well. Its properties count where the options were
     * left at their defaults.
     *
     * @param path a file, not {@code :memory:}, because a database in memory can't be watched; or a URL of honker's
     * @return to be closed by the caller
     * @throws HonkerInvalidOptionException if it is a URL of another driver, or a property of the URL and an option that was set
     *     contradict each other
     * @throws HonkerSqlException if the file can't be opened or written
     */
    public static Database open(String path, OpenOptions options) {
        return open(
                OpenTarget.of(Check.notBlank("path", path), Check.notNull("options", options), options.chosen()),
                options);
    }

    private static Database open(OpenTarget target, OpenOptions options) {
        HonkerDataSource dataSource = new HonkerDataSource(target.url());
        dataSource.setProperties(target.properties());
        dataSource.setClock(options.clock());
        DatabaseHandle database = handle(
                new OwnConnections(dataSource, options.maxReaders() + 1, target.busyTimeout()),
                options.inline(),
                options.codecs().orElse(null));
        try {
            database.prepare();
            return database;
        } catch (HonkerSqlException e) {
            database.close();
            throw e.getCause() instanceof SQLException cause
                    ? new HonkerSqlException("cannot open " + target + ": " + cause.getMessage(), cause)
                    : e;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    private static DatabaseHandle handle(
            OwnConnections connections, boolean inline, @Nullable JsonCodecFactory codecs) {
        if (!inline) {
            return new DatabaseHandle(new DatabaseAccess(connections), null, codecs);
        }
        CommittingThreads threads = new CommittingThreads(connections);
        return new DatabaseHandle(new DatabaseAccess(threads), new InlineWorkers(threads), codecs);
    }

    /**
     * A database beside an application's pool: each operation takes a connection of the data source for a moment. Writes
     * nothing yet; the tables appear at the first write.
     *
     * <p>A data source that hands out the connection of the thread's open transaction, such as Spring's
     * {@code TransactionAwareDataSourceProxy}, makes each operation of that thread part of the transaction.
     *
     * @param dataSource gives connections of honker's driver, or of plain sqlite-jdbc, to one file; it stays open when the
     *     database is closed
     * @return to be closed by the caller, before the data source
     */
    public static Database of(DataSource dataSource) {
        return new DatabaseHandle(new DatabaseAccess(new PooledConnections(Check.notNull("dataSource", dataSource))));
    }

    /**
     * As {@link #of(DataSource)}, with codecs of the application's choice for typed queues and tasks.
     *
     * @throws HonkerInvalidOptionException if something is null
     */
    public static Database of(DataSource dataSource, JsonCodecFactory codecs) {
        return new DatabaseHandle(
                new DatabaseAccess(new PooledConnections(Check.notNull("dataSource", dataSource))),
                null,
                Check.notNull("codecs", codecs));
    }

    /**
     * Honker on a connection whose transaction somebody else owns: everything done through the result becomes part of that
     * transaction, which it never begins, commits or rolls back by itself. On a connection in autocommit mode each call takes
     * effect at once.
     *
     * @param connection one of honker's driver or of plain sqlite-jdbc, also through a pool
     * @return valid as long as the connection is
     */
    public static Transaction on(Connection connection) {
        return new TransactionHandle(Check.notNull("connection", connection), new NoDatabase(), () -> () -> false);
    }

    /**
     * Honker in the transaction of a tool that lends its connection: as {@link #on(Connection)}, but each operation of the
     * result, and of the handles it gives, borrows the connection anew. {@link Transaction#connection()} gives the one that
     * is lent at that moment, to be used at once.
     *
     * @param lender asked in the thread of each operation
     * @return valid as long as the lender is, also over several transactions
     */
    public static Transaction on(ConnectionLender lender) {
        return new TransactionHandle(Check.notNull("lender", lender), new NoDatabase(), () -> () -> false);
    }

    /**
     * A codec by Jackson 2 or 3, whichever is on the class path, as {@code queue(name, type)} uses it: records, {@code java.time}
     * as ISO texts, and no type names read from payloads.
     *
     * @throws HonkerException if Jackson is not on the class path; it says what to add
     */
    public static <T> JsonCodec<T> json(Class<T> type) {
        return JsonCodecs.of(Check.notNull("type", type));
    }

    /** The codecs of {@link #json}, also of types with type arguments: Jackson 2 or 3, whichever can read the type, with honker's own mapper. */
    public static JsonCodecFactory codecs() {
        return JsonCodecs::ofType;
    }

    /**
     * Codecs by a Jackson mapper of the application, with its modules, naming and other settings. A copy of it is used, whose limits on what it
     * reads are lifted; later changes of the mapper don't count.
     *
     * @param mapper a {@code com.fasterxml.jackson.databind.ObjectMapper} (Jackson 2) or a
     *     {@code tools.jackson.databind.json.JsonMapper} (Jackson 3)
     * @throws HonkerInvalidOptionException if it is neither, or can't be copied
     */
    public static JsonCodecFactory codecs(Object mapper) {
        return JsonCodecs.byMapper(mapper);
    }
}
