package dev.honker.test;

import dev.honker.Database;
import dev.honker.DeadLetter;
import dev.honker.JobFilter;
import dev.honker.JobState;
import dev.honker.LiveJob;
import dev.honker.Queue;
import dev.honker.QueueStats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The jobs of a database as tests look at them, and as messages list them; stateless. */
final class JobList {

    /** How many are read at once. */
    private static final int PAGE = 10_000;

    private static final int LISTED = 20;
    private static final int TEXT = 200;

    private JobList() {}

    /** The jobs of a queue that are neither done nor dead, by id. */
    static List<LiveJob> of(Database database, String queue) {
        return all(database, JobFilter.first(PAGE).of(queue));
    }

    /** The jobs of all queues that somebody has claimed, by id. */
    static List<LiveJob> claimed(Database database) {
        return all(database, JobFilter.first(PAGE)).stream()
                .filter(job -> job.state() == JobState.PROCESSING)
                .toList();
    }

    private static List<LiveJob> all(Database database, JobFilter first) {
        return all(LiveJob::id, after -> database.inspection()
                .jobs(new JobFilter(first.queue(), null, after, first.limit())));
    }

    /** The dead letters of a queue by id. */
    static List<DeadLetter> dead(Queue queue) {
        return all(DeadLetter::id, after -> queue.deadLetters().list(after, PAGE));
    }

    private static <T> List<T> all(ToLongFunction<T> id, LongFunction<List<T>> page) {
        List<T> all = new ArrayList<>(page.apply(0));
        int read = all.size();
        while (read == PAGE) {
            List<T> next = page.apply(id.applyAsLong(all.get(all.size() - 1)));
            all.addAll(next);
            read = next.size();
        }
        return all;
    }

    /** What there is in other queues, for whoever has mistaken one for another; empty if there is nothing. */
    static String others(Database database, String queue) {
        String others = database.inspection().queues().stream()
                .filter(each -> !each.queue().equals(queue) && live(each) > 0)
                .map(each -> each.queue() + " (" + live(each) + ")")
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : "\nother queues have jobs: " + others;
    }

    private static long live(QueueStats queue) {
        return queue.due() + queue.delayed() + queue.held() + queue.lapsed() + queue.expired();
    }

    /** A job as one line. */
    static String line(LiveJob job) {
        String state = job.state() == JobState.PENDING
                ? "pending, due " + job.runAt()
                : "claimed by " + job.workerId() + " until " + job.claimExpiresAt();
        return "#" + job.id() + " " + shortened(job.payloadJson()) + " (" + state + ", attempts " + job.attempts()
                + " of " + job.maxAttempts() + (job.priority() == 0 ? "" : ", priority " + job.priority())
                + (job.expiresAt() == null ? "" : ", expires " + job.expiresAt()) + ")";
    }

    /** A dead letter as one line. */
    static String line(DeadLetter letter) {
        String error = letter.lastError() == null ? "no error text" : letter.lastError();
        return "#" + letter.id() + " " + shortened(letter.payloadJson()) + " (died " + letter.diedAt() + ", attempts "
                + letter.attempts() + " of " + letter.maxAttempts() + "): " + shortened(error);
    }

    /** The first of them, one a line. */
    static <T> String lines(List<T> elements, Function<T, String> line) {
        StringBuilder text = new StringBuilder();
        elements.stream().limit(LISTED).forEach(each -> text.append("\n  ").append(line.apply(each)));
        if (elements.size() > LISTED) {
            text.append("\n  … and ").append(elements.size() - LISTED).append(" more");
        }
        return text.toString();
    }

    /** The first line of a text, cut where it becomes too long for a message. */
    static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > TEXT ? line.substring(0, TEXT) + "…" : line;
    }
}
