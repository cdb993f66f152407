/**
 * Honker in the idiom of Hibernate ORM. Holds no type yet: an application on Hibernate needs the driver alone, and calls
 * the SQL functions with {@code createNativeQuery}.
 */
package dev.honker.hibernate;
