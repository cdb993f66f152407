package dev.honker;

/**
 * Runs typed jobs for a worker. With more than one slot it is called by several threads at once.
 *
 * @param <T> the type of the payload
 */
@FunctionalInterface
public interface TypedJobHandler<T> {

    /**
     * Runs a job whose payload is decoded already; otherwise as {@link JobHandler#handle}.
     *
     * @throws Exception as {@link JobHandler#handle} says
     */
    void handle(TypedJob<T> job) throws Exception;
}
