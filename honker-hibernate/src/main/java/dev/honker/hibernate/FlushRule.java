package dev.honker.hibernate;

/** When the changes that a session keeps in memory are written, seen from what a {@link HonkerSession} does. */
public enum FlushRule {
    /**
     * When Hibernate writes them anyway: at the commit, or before a query. The default, because honker's rows and the entities'
     * become visible together whatever the order, none of honker's functions reads an application's tables, and a flush looks at
     * all entities of the session, which would cost more than the enqueue itself.
     */
    AT_COMMIT,
    /**
     * Before each operation of the {@code HonkerSession}: a constraint that the entities violate fails there, before anything is
     * enqueued; events that entities declare stand in a stream before what is published after them; triggers and the {@code tx}'s
     * own queries see the entities' rows. A {@code StatelessSession} has nothing to flush.
     */
    BEFORE_EACH
}
