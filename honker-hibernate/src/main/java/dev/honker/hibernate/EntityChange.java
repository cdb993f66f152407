package dev.honker.hibernate;

/** What happens to an entity's row. */
public enum EntityChange {
    /** The row is inserted. */
    INSERT,
    /**
     * The row is updated: an attribute in it differs, or the version is increased because a collection changed. A collection alone,
     * on an entity without a version, is no update.
     */
    UPDATE,
    /** The row is deleted. */
    DELETE
}
