package dev.honker.mybatis;

import dev.honker.Honker;
import dev.honker.JsonCodec;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeException;
import org.jspecify.annotations.Nullable;

/**
 * Objects as JSON texts, by Jackson 2 or 3, as payloads are: for columns of one's own and for the arguments of honker's functions.
 * SQL's NULL is null. Thread-safe.
 *
 * <p>Name it where it is meant, {@code #{order, javaType=com.acme.Order, typeHandler=dev.honker.mybatis.JsonTypeHandler}} or
 * {@code @Result(javaType = Order.class, typeHandler = JsonTypeHandler.class)}, and MyBatis makes one for that type. To register
 * one for a type, register a subclass: MyBatis keeps one handler of a class and would use it for every other type too.
 *
 * <p>Lists and maps are written, but not read, as {@code List.class} doesn't say what its elements are: name an array,
 * {@code Receipt[].class}, or a class of your own, {@code class Receipts extends ArrayList<Receipt>}.
 *
 * @param <T> the type of the objects
 */
public class JsonTypeHandler<T> extends BaseTypeHandler<T> {

    private final Class<T> type;
    private final JsonCodec<T> codec;

    /**
     * MyBatis calls it.
     *
     * @throws dev.honker.HonkerException if Jackson is not on the class path; it says what to add
     */
    public JsonTypeHandler(Class<T> type) {
        this.type = type;
        this.codec = Honker.json(type);
    }

    /** @throws TypeException if the object has no JSON form */
    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, T value, @Nullable JdbcType jdbcType)
            throws SQLException {
        statement.setString(index, encoded(value));
    }

    private String encoded(T value) {
        try {
            return codec.encode(value);
        } catch (Exception e) {
            throw new TypeException("cannot write a " + value.getClass().getName() + " as JSON: " + e.getMessage(), e);
        }
    }

    /** @throws TypeException if the text is not the JSON of such an object, or the type is a collection of {@code java.util} */
    @Override
    public @Nullable T getNullableResult(ResultSet rows, String column) throws SQLException {
        return decoded(rows.getString(column));
    }

    /** @throws TypeException if the text is not the JSON of such an object, or the type is a collection of {@code java.util} */
    @Override
    public @Nullable T getNullableResult(ResultSet rows, int column) throws SQLException {
        return decoded(rows.getString(column));
    }

    /** SQLite has no stored procedures; as the others. */
    @Override
    public @Nullable T getNullableResult(CallableStatement call, int column) throws SQLException {
        return decoded(call.getString(column));
    }

    private @Nullable T decoded(@Nullable String json) {
        if (json == null) {
            return null;
        }
        if (isCollection()) {
            throw new TypeException(
                    "cannot read a " + type.getName() + " from JSON, as it doesn't say what its elements are:"
                            + " name an array, Receipt[].class, or a class of your own that extends ArrayList<Receipt>");
        }
        try {
            return codec.decode(json);
        } catch (Exception e) {
            throw new TypeException("cannot read a " + type.getName() + " from JSON: " + e.getMessage(), e);
        }
    }

    /** why the package: a subclass of one's own does say it. */
    private boolean isCollection() {
        return (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type))
                && type.getName().startsWith("java.");
    }
}
