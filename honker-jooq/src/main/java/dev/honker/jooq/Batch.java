package dev.honker.jooq;

import dev.honker.HonkerInvalidOptionException;
import java.util.Collection;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Texts as the rows of SQLite's {@code json_each}, so that one bind value carries any number of them; stateless. */
final class Batch {

    static final Field<String> VALUE = DSL.field(DSL.name("j", "value"), SQLDataType.CLOB);

    /** The position of a text, from 0 on. */
    static final Field<Integer> POSITION = DSL.field(DSL.name("j", "key"), SQLDataType.INTEGER);

    private Batch() {}

    static Table<Record> of(Collection<String> texts) {
        StringBuilder array = new StringBuilder("[");
        for (String text : texts) {
            array.append(array.length() == 1 ? "\"" : ",\"");
            for (int i = 0; i < text.length(); i++) {
                append(array, text.charAt(i));
            }
            array.append('"');
        }
        return DSL.table("json_each({0})", DSL.val(array.append(']').toString()))
                .as(DSL.name("j"));
    }

    private static void append(StringBuilder array, char character) {
        if (character == 0) {
            throw new HonkerInvalidOptionException("a payload of a batch must not have the character U+0000, where"
                    + " SQLite's json_each would end it: enqueue such payloads one by one");
        }
        if (character == '"' || character == '\\') {
            array.append('\\').append(character);
        } else if (character < ' ') {
            array.append(String.format("\\u%04x", (int) character));
        } else {
            array.append(character);
        }
    }
}
