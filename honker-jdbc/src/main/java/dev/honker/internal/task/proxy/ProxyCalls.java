package dev.honker.internal.task.proxy;

import org.jspecify.annotations.Nullable;

/** What the methods of a proxy call; public for the classes that are made, which stand beside the user's own. */
public interface ProxyCalls {

    /**
     * A task method was called.
     *
     * @param method which, by its place among those that the class was made with
     * @return what the method returns; not null for a primitive type
     */
    @Nullable
    Object call(int method, @Nullable Object[] arguments) throws Throwable;

    /** A method was called that is none of them. */
    Object refuse(String method);

    /** The proxy's {@code toString}. */
    String describe();
}
