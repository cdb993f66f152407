package dev.honker;

import org.jspecify.annotations.Nullable;

/**
 * A task of one argument. Must be safe for use by several threads.
 *
 * @param <A> the type of its argument
 * @param <R> the type of its result
 */
@FunctionalInterface
public interface TaskFunction<A, R> {

    /** Runs the task once; what it throws counts as with {@link TaskHandler#handle(TaskCall)}. */
    @Nullable
    R apply(A argument) throws Exception;
}
