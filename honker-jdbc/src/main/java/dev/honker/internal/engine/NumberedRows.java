package dev.honker.internal.engine;

/** The tables whose rows are read in the order of their numbers, each number given once; the texts that look at them. */
public enum NumberedRows {
    /** The events of a topic. */
    EVENTS("_honker_stream", "\"offset\"", "topic"),
    /** The notifications of a channel. */
    NOTIFICATIONS("_honker_notifications", "id", "channel");

    private final String state;
    private final String restart;

    NumberedRows(String table, String number, String name) {
        // why not the whole payload: this is asked with each read
        String row =
                "(SELECT " + name + " || ' ' || created_at || ' ' || length(payload) || ' ' || substr(payload, 1, 100)"
                        + " || ' ' || substr(payload, -100) FROM main." + table + " WHERE " + number + " = ?";
        this.state = "SELECT " + row + "1), " + row
                + "2), coalesce((SELECT seq FROM main.sqlite_sequence WHERE name = '" + table + "'), 0), unixepoch()";
        this.restart = "SELECT coalesce((SELECT min(" + number + ") - 1 FROM main." + table + " WHERE " + name
                + " = ?1 AND created_at >= ?2), (SELECT max(" + number + ") FROM main." + table + " WHERE " + name
                + " = ?1), 0)";
    }

    /** The row of number ?1, that of ?2 (each null if there is none), the last number that was given, and the time. */
    String state() {
        return state;
    }

    /** The number before the first row of the name ?1 that was written in second ?2 or later; without one, its last. */
    String restart() {
        return restart;
    }
}
