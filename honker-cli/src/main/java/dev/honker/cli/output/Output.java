package dev.honker.cli.output;

import java.util.List;

/**
 * Where a command's results go; for one thread. Every method throws a {@link ReaderGoneException} when nobody reads any more.
 */
public interface Output {

    /**
     * Several things of one kind: a table with these columns, or an array with all fields.
     *
     * @param ifNone what to say instead of a table without rows
     */
    void list(List<String> columns, List<Fields> things, String ifNone);

    /** One thing with all it has: a line per field, or an object. */
    void show(Fields thing);

    /** One of many that come one by one: a line with these columns, or an object in a line of its own. */
    void next(List<String> columns, Fields thing);

    /** What was done: the sentence, or the fields as an object. */
    void done(String sentence, Fields fields);

    /** What happens, one thing after the other: the sentence, or the fields as an object in a line of its own. */
    void event(String sentence, Fields fields);

    /** A remark for people; nothing in JSON. */
    void remark(String sentence);

    /** Makes room for a new state of what was printed before: an empty screen on a terminal. */
    void renew();
}
