package dev.honker.internal.task.proxy;

/** Every proxy; public for the classes that are made. */
public interface Proxied {

    /** Says once whom its methods call. */
    void honkerCalls(ProxyCalls calls);
}
