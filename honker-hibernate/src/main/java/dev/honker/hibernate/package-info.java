/**
 * Honker in the idiom of Hibernate ORM: queues, streams and channels on a session's own transaction, events declared on entities,
 * the SQL functions in HQL and Criteria, and honker's tables as entities to read. Hibernate finds what it needs by itself as soon
 * as this is on the class path; the schema of honker's tables stays honker's.
 */
@NullMarked
package dev.honker.hibernate;

import org.jspecify.annotations.NullMarked;
