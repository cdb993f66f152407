package dev.honker.benchmarks.child;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Tasks;

/** The first proxy of a JVM: FILE. Prints the nanoseconds that it took, and those of the first call on it. */
public final class FirstTaskCall {

    private FirstTaskCall() {}

    /** The program. */
    public static void main(String[] args) {
        try (Database database = Honker.open(args[0])) {
            Tasks tasks = database.tasks();
            long start = System.nanoTime();
            MailTasks mails = tasks.proxy(MailTasks.class);
            long made = System.nanoTime();
            mails.send("someone@example.com", "receipt", 4711);
            System.out.println(made - start);
            System.out.println(System.nanoTime() - made);
        }
    }
}
