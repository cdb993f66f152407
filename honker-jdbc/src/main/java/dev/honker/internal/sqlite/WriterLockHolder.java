package dev.honker.internal.sqlite;

import java.util.concurrent.TimeUnit;

/** The connection that holds a {@link WriterLock}, and what for; thread-safe. */
final class WriterLockHolder {

    private final HonkerSqliteConnection owner;
    private final String sql;
    private final boolean background;
    private long sinceNanos = System.nanoTime();
    private volatile Thread thread = Thread.currentThread();

    WriterLockHolder(HonkerSqliteConnection owner, String sql, boolean background) {
        this.owner = owner;
        this.sql = sql;
        this.background = background;
    }

    HonkerSqliteConnection owner() {
        return owner;
    }

    /** The thread that used the connection last. */
    Thread thread() {
        return thread;
    }

    boolean isBackground() {
        return background;
    }

    /** Returns this, taken at this moment: for a thread that has waited since it made this, before others see it. */
    WriterLockHolder now() {
        sinceNanos = System.nanoTime();
        return this;
    }

    long heldNanos() {
        return System.nanoTime() - sinceNanos;
    }

    /** Notes the thread that uses the connection now. */
    void usedBy(Thread user) {
        if (thread != user) {
            thread = user;
        }
    }

    /** Describes what a commit of this holder is, for transactions that come too late. */
    CommitRecord commit() {
        return new CommitRecord(owner.number(), thread.getName(), sql, System.nanoTime());
    }

    String describe() {
        return owner.describe() + ", used by thread \"" + thread.getName() + "\", taken "
                + TimeUnit.NANOSECONDS.toMillis(heldNanos()) + " ms ago to run «" + SqlText.masked(sql) + "»";
    }

    /** Returns where the holding thread is at this moment: the nearest frames outside the driver. */
    String whereNow() {
        StringBuilder place = new StringBuilder();
        int shown = 0;
        for (StackTraceElement frame : thread.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.contains("$$Lambda")
                    && !name.startsWith("java.")
                    && !name.startsWith("jdk.")
                    && !name.startsWith("org.sqlite.")
                    && !name.startsWith("com.zaxxer.hikari.")
                    && !name.startsWith("dev.honker.internal.")) {
                place.append(shown == 0 ? ", now at " : " < ").append(frame);
                if (++shown == 3) {
                    break;
                }
            }
        }
        return place.toString();
    }
}
