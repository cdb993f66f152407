package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.jdbc4.JDBC4DatabaseMetaData;

/**
 * sqlite-jdbc's metadata, whose queries begin no transaction: a pool that looks at a schema would otherwise keep the write lock
 * without knowing it. The driver's name stays sqlite-jdbc's too, as tools such as Exposed choose their dialect by it; the version is
 * honker's. Thread-safety as sqlite-jdbc's.
 */
final class HonkerDatabaseMetaData extends JDBC4DatabaseMetaData {

    private final Transactions transactions;

    HonkerDatabaseMetaData(HonkerSqliteConnection connection, Transactions transactions) {
        super(connection);
        this.transactions = transactions;
    }

    @Override
    public String getDriverVersion() {
        return DriverVersion.TEXT;
    }

    @Override
    public int getDriverMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public ResultSet getTables(String catalog, String schema, String table, String[] types) throws SQLException {
        return query(() -> super.getTables(catalog, schema, table, types));
    }

    @Override
    public ResultSet getColumns(String catalog, String schema, String table, String column) throws SQLException {
        return query(() -> super.getColumns(catalog, schema, table, column));
    }

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
        return query(() -> super.getPrimaryKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
        return query(() -> super.getImportedKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
        return query(() -> super.getExportedKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return query(() -> super.getCrossReference(
                parentCatalog, parentSchema, parentTable, foreignCatalog, foreignSchema, foreignTable));
    }

    @Override
    public ResultSet getIndexInfo(String catalog, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        return query(() -> super.getIndexInfo(catalog, schema, table, unique, approximate));
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return query(super::getTypeInfo);
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return query(super::getTableTypes);
    }

    private ResultSet query(StatementRunner.Call<ResultSet> query) throws SQLException {
        transactions.suspendBegin();
        try {
            return query.call();
        } finally {
            transactions.resumeBegin();
        }
    }
}
