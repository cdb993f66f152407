package dev.honker.internal.sqlite;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * Rows and their metadata, whose errors have a SQLState: what sqlite-jdbc's own reading methods throw once the rows, their statement
 * or the connection is closed. The methods that are not here call one that is. For one thread at a time.
 */
class StatedResultSet extends JDBC4ResultSet {

    private final HonkerSqliteConnection connection;
    private final String closedState;

    /** With the SQLState of what is closed when these can't be read any more. */
    StatedResultSet(CoreStatement statement, HonkerSqliteConnection connection, String closedState) {
        super(statement);
        this.connection = connection;
        this.closedState = closedState;
    }

    /** The metadata of a statement's columns, as sqlite-jdbc has them in a result set that is not open. */
    static StatedResultSet describing(
            JDBC4ResultSet columns, CoreStatement statement, HonkerSqliteConnection connection) {
        StatedResultSet described = new StatedResultSet(statement, connection, SqlErrors.NO_STATEMENT);
        described.cols = columns.cols;
        described.colsMeta = columns.colsMeta;
        return described;
    }

    private SQLException stated(SQLException e) {
        return SqlErrors.ofClosed(connection.stated(e), closedState);
    }

    @Override
    protected void checkOpen() throws SQLException {
        try {
            super.checkOpen();
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public int checkCol(int column) throws SQLException {
        try {
            return super.checkCol(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public void checkMeta() throws SQLException {
        try {
            super.checkMeta();
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public boolean wasNull() throws SQLException {
        try {
            return super.wasNull();
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    // ---- values

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        try {
            return super.getBigDecimal(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public byte @Nullable [] getBytes(int column) throws SQLException {
        try {
            return super.getBytes(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        try {
            return super.getDate(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public double getDouble(int column) throws SQLException {
        try {
            return super.getDouble(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public float getFloat(int column) throws SQLException {
        try {
            return super.getFloat(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public int getInt(int column) throws SQLException {
        try {
            return super.getInt(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public long getLong(int column) throws SQLException {
        try {
            return super.getLong(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable String getString(int column) throws SQLException {
        try {
            return super.getString(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        try {
            return super.getTime(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        try {
            return super.getTimestamp(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        try {
            return super.getObject(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Blob getBlob(int column) throws SQLException {
        try {
            return super.getBlob(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Clob getClob(int column) throws SQLException {
        try {
            return super.getClob(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        try {
            return super.getDate(column, calendar);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        try {
            return super.getTime(column, calendar);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        try {
            return super.getTimestamp(column, calendar);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    // ---- metadata

    @Override
    public String getCatalogName(int column) throws SQLException {
        try {
            return super.getCatalogName(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        try {
            return super.getColumnClassName(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        try {
            return super.getColumnLabel(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public String getColumnName(int column) throws SQLException {
        try {
            return super.getColumnName(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        try {
            return super.getColumnType(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        try {
            return super.getColumnTypeName(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        try {
            return super.getPrecision(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public int getScale(int column) throws SQLException {
        try {
            return super.getScale(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public String getTableName(int column) throws SQLException {
        try {
            return super.getTableName(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public int isNullable(int column) throws SQLException {
        try {
            return super.isNullable(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        try {
            return super.isAutoIncrement(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        try {
            return super.isSigned(column);
        } catch (SQLException e) {
            throw stated(e);
        }
    }
}
