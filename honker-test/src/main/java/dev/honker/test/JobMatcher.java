package dev.honker.test;

import dev.honker.LiveJob;
import dev.honker.TaskCall;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What an assertion looks for among the jobs of a queue. A lambda will do; one of {@link #of} says in the message of a failure
 * what was looked for.
 */
@FunctionalInterface
public interface JobMatcher {

    /** Whether this is such a job. */
    boolean matches(LiveJob job);

    /** What it looks for, for people. */
    default String description() {
        return "a job that the given condition accepts";
    }

    /** A job that meets a condition; the description goes into the messages, such as {@code a mail to ada}. */
    static JobMatcher of(String description, Predicate<? super LiveJob> condition) {
        Objects.requireNonNull(description, "description must not be null");
        Objects.requireNonNull(condition, "condition must not be null");
        return new JobMatcher() {
            @Override
            public boolean matches(LiveJob job) {
                return condition.test(job);
            }

            @Override
            public String description() {
                return description;
            }
        };
    }

    /** A job whose payload is this text, verbatim. */
    static JobMatcher payload(String payloadJson) {
        Objects.requireNonNull(payloadJson, "payloadJson must not be null");
        return of("a job with the payload " + payloadJson, job -> job.payloadJson()
                .equals(payloadJson));
    }

    /** A job whose payload has this text in it. */
    static JobMatcher payloadContaining(String part) {
        Objects.requireNonNull(part, "part must not be null");
        return of("a job with '" + part + "' in its payload", job -> job.payloadJson()
                .contains(part));
    }

    /** A call of the task of this name, with whatever arguments, as Java programs enqueue it. */
    static JobMatcher task(String name) {
        String call = TaskCall.empty().payload(name);
        String beginning = call.substring(0, call.indexOf(",\"args\":[],"));
        return of("a call of task " + name, job -> job.payloadJson().startsWith(beginning));
    }

    /** A call of the task of this name with these arguments, a JSON array without blanks, as Java programs enqueue it. */
    static JobMatcher task(String name, String argsJson) {
        String call = new TaskCall(argsJson, "{}").payload(name);
        return of("a call of task " + name + " with " + argsJson, job -> job.payloadJson()
                .equals(call));
    }

    /** A job that is or was due at this second. */
    static JobMatcher dueAt(Instant second) {
        Objects.requireNonNull(second, "second must not be null");
        return of("a job due at " + second, job -> job.runAt().equals(second));
    }

    /** A job of this priority. */
    static JobMatcher priority(int priority) {
        return of("a job of priority " + priority, job -> job.priority() == priority);
    }

    /** A job that is both. */
    default JobMatcher and(JobMatcher other) {
        return of(description() + " that is also " + other.description(), job -> matches(job) && other.matches(job));
    }
}
