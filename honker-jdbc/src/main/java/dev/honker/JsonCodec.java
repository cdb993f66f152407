package dev.honker;

/**
 * Turns values into JSON texts and back. Must be safe for use by several threads.
 *
 * @param <T> the type of the values
 */
public interface JsonCodec<T> {

    /**
     * The JSON text of a value.
     *
     * @return the payload as it is stored; not null
     * @throws Exception if the value has no JSON form; callers get it as the cause of a {@link PayloadException}
     */
    String encode(T value) throws Exception;

    /**
     * The value of a JSON text. Other programs may have written it: read it leniently where that is safe.
     *
     * @return not null
     * @throws Exception if the text is not the JSON of such a value; callers get a {@link PayloadException} that names its class and has
     *     its stack trace, but not its message, which may repeat the payload
     */
    T decode(String json) throws Exception;

    /**
     * Checks that what {@link #encode} writes can be read back; called when a queue, listener or task of the type is made. The
     * default checks nothing.
     *
     * @throws HonkerException if it can't; it names the type, the reason and what to do
     */
    default void requireReadable() {}
}
