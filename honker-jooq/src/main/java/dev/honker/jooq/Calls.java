package dev.honker.jooq;

import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Fields that call a SQL function; stateless. The arguments come in the order in which SQL has them. */
final class Calls {

    private Calls() {}

    // why function(String, …): jOOQ 3.21 quotes a Name, and renderNameCase would change its letters
    static Field<Long> number(String name, Field<?>... arguments) {
        return DSL.function(name, SQLDataType.BIGINT, arguments);
    }

    static Field<Integer> count(String name, Field<?>... arguments) {
        return DSL.function(name, SQLDataType.INTEGER, arguments);
    }

    static Field<Boolean> flag(String name, Field<?>... arguments) {
        return DSL.function(name, SQLDataType.BOOLEAN, arguments);
    }

    static Field<String> text(String name, Field<?>... arguments) {
        return DSL.function(name, SQLDataType.CLOB, arguments);
    }

    static Field<JSON> json(String name, Field<?>... arguments) {
        return DSL.function(name, SQLDataType.JSON, arguments);
    }
}
