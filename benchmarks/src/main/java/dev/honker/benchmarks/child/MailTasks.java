package dev.honker.benchmarks.child;

import dev.honker.Task;

/** A task as applications have them, for callers; nothing runs it. */
public class MailTasks {

    /** Sends a mail. */
    @Task(name = "mail.send", queue = "mail")
    public void send(String to, String template, int order) {
        throw new IllegalStateException("only calls are measured");
    }
}
