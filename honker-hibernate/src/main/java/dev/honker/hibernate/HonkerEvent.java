package dev.honker.hibernate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a change to the rows of an entity writes a job, an event of a stream, or a notification, in the transaction of the
 * change: one for each row that a session inserts, updates or deletes, and none if that is rolled back. Subclasses inherit it.
 * A declaration that can't work fails when the session factory is built, with the name of the entity.
 *
 * <p>It is written right behind the change, by the flush. The payload is a JSON object: the identifier under its attribute's
 * name, or what {@link #properties} or {@link #payload} say. Only a payload method that returns a
 * {@code String} does without Jackson 2 or 3. What would have to be loaded for it is refused.
 *
 * <p>HQL, JPQL and native updates and deletes, and locks that increase a version, touch rows without their entities and write no events. A change outside a
 * transaction, and {@code upsert}, of which nobody knows whether it inserts or updates, are refused before they do anything. So are
 * changes through a {@code StatelessSession} of Hibernate 6.6, unless a {@link HonkerSession} was made of it, or if there are
 * several tenants.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(HonkerEvent.Several.class)
public @interface HonkerEvent {

    /** The changes that write it; at least one. */
    EntityChange[] on();

    /** The queue that gets a job with the default options. Exactly one of queue, stream and channel is to be given. */
    String queue() default "";

    /** The stream that gets an event, with the entity's identifier as its key: of several parts, a JSON object of them. */
    String stream() default "";

    /** The channel that gets a notification. */
    String channel() default "";

    /**
     * The attributes that the payload holds, in this order: the identifier, basic ones, embedded objects, and many-to-one or
     * one-to-one associations, of which it holds the identifier. Collections are refused.
     */
    String[] properties() default {};

    /**
     * A method of the entity, without parameters, that makes the payload: a {@code String} is stored as it is, anything else as
     * its JSON. Null means that this change writes nothing. Not together with {@link #properties}. It is called during the flush:
     * it changes nothing, and after an insert it sees the identifier.
     */
    String payload() default "";

    /** Several events of one entity; made by the compiler. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        /** The events. */
        HonkerEvent[] value();
    }
}
