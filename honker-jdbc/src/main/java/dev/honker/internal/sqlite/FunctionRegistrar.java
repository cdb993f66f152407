package dev.honker.internal.sqlite;

import dev.honker.internal.function.SqlFunction;
import dev.honker.internal.function.SqlFunctions;
import java.sql.SQLException;
import org.sqlite.Function;

/** Registers every SQL function on a connection, one instance for each number of arguments. Stateless. */
final class FunctionRegistrar {

    private FunctionRegistrar() {}

    static void register(HonkerAttachment honker) throws SQLException {
        for (SqlFunction function : SqlFunctions.all()) {
            Function.create(
                    honker.connection(),
                    function.sqlName(),
                    new FunctionAdapter(function, honker),
                    function.arity(),
                    function.deterministic() ? Function.FLAG_DETERMINISTIC : 0);
        }
    }
}
