package dev.honker;

import org.jspecify.annotations.Nullable;

/**
 * What is done in a transaction, with a result.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception that it may throw; none if it is inferred as {@link RuntimeException}
 */
@FunctionalInterface
public interface TransactionCallback<T extends @Nullable Object, X extends Exception> {

    /**
     * Does the work. Returning commits, throwing rolls back.
     *
     * @param tx valid until this method returns
     * @throws X to roll back; the caller of the transaction gets it
     */
    T run(Transaction tx) throws X;
}
