package dev.honker;

/**
 * What is done in a transaction, without a result.
 *
 * @param <X> the checked exception that it may throw; none if it is inferred as {@link RuntimeException}
 */
@FunctionalInterface
public interface TransactionBody<X extends Exception> {

    /**
     * Does the work. Returning commits, throwing rolls back.
     *
     * @param tx valid until this method returns
     * @throws X to roll back; the caller of the transaction gets it
     */
    void run(Transaction tx) throws X;
}
