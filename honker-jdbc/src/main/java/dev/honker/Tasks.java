package dev.honker;

import java.sql.Connection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Methods as tasks: a class with methods that are {@link Task}s is called through a {@linkplain #proxy proxy}, which
 * enqueues instead, and run by a worker that an instance of it is {@linkplain #register registered} with, in this process or in
 * another. Needs Jackson for arguments and results, and Byte Buddy for proxies, both optional dependencies.
 *
 * <p>Calls run in a short transaction of their own, or in the one that the calling thread has open on the database; those of a
 * bound object, from {@link #in(Transaction)} or {@link Transaction#tasks}, in that transaction. Safe for use by several threads, a
 * bound one as its connection is.
 */
public interface Tasks {

    /**
     * The registry of the database, which holds the tasks of all registered instances.
     *
     * @throws HonkerException if this is bound to a connection without a database
     */
    TaskRegistry registry();

    /**
     * Registers an instance: its class's methods that are tasks, also inherited ones, run on it. Several workers' threads will do
     * so at once. Runs no SQL; all of its tasks are registered, or none.
     *
     * @throws HonkerInvalidOptionException if a method can't be a task, an option of one is wrong, or a name is taken; it says
     *     which
     */
    void register(Object instance);

    /**
     * An object whose task methods enqueue instead of running. A method that returns a {@link TaskResult} gives one to await;
     * any other returns null, 0 or false, and {@link #submit} gives the result. A call through what the class overrides, such as a
     * generic interface, is the same call. Methods that are no tasks throw a {@link HonkerException}. No constructor of the class
     * runs, and nothing needs to be registered here.
     *
     * <p>Calls throw {@link TaskArgumentException}, before anything is done, if an argument can't be turned into JSON, and otherwise what
     * {@link Queue#enqueue(String)} throws.
     *
     * @param type a class or interface with methods that are tasks; neither it nor a method of it may be final
     * @throws HonkerInvalidOptionException if it can't have a proxy; it says why
     * @throws HonkerException if Byte Buddy is not on the class path
     */
    <T> T proxy(Class<T> type);

    /**
     * Enqueues the one call that the code makes on a proxy, and gives its result to await. What these tasks say counts: the transaction
     * they are bound to, and their options; what they leave open is as the proxy was made.
     *
     * @throws HonkerInvalidOptionException if the code makes no such call or several, or one on a proxy that is bound to another
     *     transaction or is of another database; then nothing was enqueued
     * @throws TaskArgumentException if an argument can't be turned into JSON, even if the code went on; then nothing was enqueued
     * @throws HonkerException with what the code threw as its cause
     */
    <T> TaskResult<T> submit(Callable<T> call);

    /** Enqueues the one call that the code makes on a proxy, of a method without a result; otherwise as {@link #submit(Callable)}. */
    TaskResult<Void> submit(Block call);

    /**
     * Runs the calls that the code makes on proxies at once in the calling thread, on the registered instances and without JSON,
     * and returns what the code returns.
     *
     * @throws HonkerException if no instance is registered that has the task
     * @throws Exception what the code throws
     */
    <T extends @Nullable Object> T callLocal(Callable<T> call) throws Exception;

    /** Runs calls at once, as {@link #callLocal(Callable)}. */
    void callLocal(Block call) throws Exception;

    /** Tasks whose calls are enqueued with these options; what they leave open is as each task says. */
    Tasks with(EnqueueOptions options);

    /** Tasks whose calls are enqueued in a transaction. */
    Tasks in(Transaction tx);

    /** Tasks whose calls are enqueued in the transaction of a caller's connection. */
    Tasks in(Connection connection);

    /** Runs the registered tasks in the background with the default options. Not for bound objects. */
    default TaskWorkerHandle run() {
        return run(TaskWorkerOptions.defaults());
    }

    /**
     * Runs the registered tasks in the background until the handle or the database is closed. Not for bound objects.
     *
     * @throws HonkerInvalidOptionException if nothing is registered
     */
    TaskWorkerHandle run(TaskWorkerOptions options);

    /** Code that calls a task without a result. */
    @FunctionalInterface
    interface Block {

        /** Makes the call. */
        void run() throws Exception;
    }
}
