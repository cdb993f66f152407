/**
 * Honker in Spring Boot: a template whose jobs, events and notifications join the transactions that Spring manages, methods that
 * listen to queues, streams and channels, and methods that a schedule calls. Everything is configured by the auto-configuration;
 * applications use the annotations, {@link dev.honker.spring.HonkerTemplate} and {@link dev.honker.spring.HonkerListeners}.
 */
@NullMarked
package dev.honker.spring;

import org.jspecify.annotations.NullMarked;
