package dev.honker;

/** Loaded anew by a class loader of its own, as an application that is undeployed. */
public class UndeployedTasks {

    /** Its own argument. */
    public record Argument(int a) {}

    @Task
    public void run(Argument argument) {}
}
