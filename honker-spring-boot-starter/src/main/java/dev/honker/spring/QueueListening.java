package dev.honker.spring;

import dev.honker.BackgroundHandle;
import dev.honker.Backoff;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.WorkerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A method that handles the jobs of a queue; also one that a schedule calls, whose boundaries are jobs. */
final class QueueListening implements Listening {

    private static final double BACKOFF_FACTOR = 2;
    private static final double BACKOFF_JITTER = 0.1;
    private static final int ERROR_LIMIT = 8000;
    private static final int REPLACEMENT = 0xfffd;

    private final AnnotatedMethod<?> method;
    private final Surroundings surroundings;
    private final String id;
    private final String queue;
    private final boolean autoStartup;
    private final MethodCall<Job> call;
    private final WorkerOptions options;
    private final List<Class<? extends Throwable>> noRetryFor;
    private final @Nullable HandlerTransactions transactions;

    private QueueListening(
            AnnotatedMethod<?> method,
            Surroundings surroundings,
            String id,
            String queue,
            boolean autoStartup,
            MethodCall<Job> call,
            WorkerOptions options,
            List<Class<? extends Throwable>> noRetryFor,
            @Nullable HandlerTransactions transactions) {
        this.method = method;
        this.surroundings = surroundings;
        this.id = id;
        this.queue = queue;
        this.autoStartup = autoStartup;
        this.call = call;
        this.options = options;
        this.noRetryFor = noRetryFor;
        this.transactions = transactions;
    }

    static QueueListening of(AnnotatedMethod<HonkerListener> method, String queue, Surroundings surroundings) {
        HonkerListener annotation = method.annotation();
        Attributes attributes = surroundings.attributes(method);
        attributes.refuse("consumer", !annotation.consumer().isEmpty(), "a queue");
        attributes.refuse("fromNow", annotation.fromNow(), "a queue");
        requireApplied(method, queue, surroundings);
        return new QueueListening(
                method,
                surroundings,
                attributes.text("id", annotation.id()).orElse(method.defaultName()),
                queue,
                attributes
                        .flag("autoStartup", annotation.autoStartup())
                        .orElse(surroundings.properties().listener().autoStartup()),
                new MethodCall<>(
                        method, MessageKind.JOB, surroundings.database().codecs()),
                options(
                        method,
                        surroundings,
                        attributes.whole("concurrency", annotation.concurrency()),
                        attributes.duration("backoff", annotation.backoff()),
                        attributes.duration("maxBackoff", annotation.maxBackoff()),
                        attributes.duration("timeout", annotation.timeout())),
                List.of(annotation.noRetryFor()),
                annotation.transactional() ? surroundings.transactions(method, annotation.transactionManager()) : null);
    }

    static QueueListening of(
            AnnotatedMethod<HonkerScheduled> method, String schedule, String queue, Surroundings surroundings) {
        HonkerScheduled annotation = method.annotation();
        Optional<Duration> timeout = surroundings.attributes(method).duration("timeout", annotation.timeout());
        return new QueueListening(
                method,
                surroundings,
                schedule,
                queue,
                surroundings.properties().listener().autoStartup(),
                new MethodCall<>(
                        method, MessageKind.BOUNDARY, surroundings.database().codecs()),
                options(method, surroundings, Optional.of(1), Optional.empty(), Optional.empty(), timeout),
                List.of(),
                annotation.transactional() ? surroundings.transactions(method, annotation.transactionManager()) : null);
    }

    /** The options of a queue count from its first handle on; those of beans whose class is hidden come too late. */
    private static void requireApplied(AnnotatedMethod<HonkerListener> method, String name, Surroundings surroundings) {
        Attributes attributes = surroundings.attributes(method);
        Queue queue = surroundings.database().queue(name);
        HonkerProperties.Queue property =
                surroundings.properties().queue().getOrDefault(name, new HonkerProperties.Queue(null, null));
        boolean attemptsDiffer = property.maxAttempts() == null
                && attributes
                        .whole("maxAttempts", method.annotation().maxAttempts())
                        .filter(wanted -> wanted != queue.options().maxAttempts())
                        .isPresent();
        boolean timeoutDiffers = property.visibilityTimeout() == null
                && attributes
                        .duration("visibilityTimeout", method.annotation().visibilityTimeout())
                        .filter(wanted -> !wanted.equals(queue.options().visibilityTimeout()))
                        .isPresent();
        if (attemptsDiffer || timeoutDiffers) {
            throw method.refused("visibilityTimeout and maxAttempts come too late, queue '" + name
                    + "' has others already: set honker.queue." + name
                    + ".visibility-timeout and .max-attempts instead");
        }
    }

    private static WorkerOptions options(
            AnnotatedMethod<?> method,
            Surroundings surroundings,
            Optional<Integer> concurrency,
            Optional<Duration> backoff,
            Optional<Duration> maxBackoff,
            Optional<Duration> timeout) {
        HonkerProperties.Listener defaults = surroundings.properties().listener();
        Duration first = backoff.orElse(defaults.backoff());
        Duration longest = maxBackoff.orElse(longer(first, defaults.maxBackoff()));
        try {
            WorkerOptions.Builder builder = WorkerOptions.builder()
                    .concurrency(concurrency.orElse(defaults.concurrency()))
                    .backoff(backoff(first, longest))
                    .stopTimeout(surroundings.stopTimeout())
                    .virtualThreads(surroundings.virtualThreads());
            timeout.ifPresent(builder::timeout);
            return builder.build();
        } catch (HonkerInvalidOptionException e) {
            throw method.refused(e.getMessage());
        }
    }

    static Backoff backoff(Duration first, Duration longest) {
        return first.isZero()
                ? Backoff.fixed(first)
                : Backoff.exponential(first, BACKOFF_FACTOR, longest, BACKOFF_JITTER);
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean autoStartup() {
        return autoStartup;
    }

    @Override
    public BackgroundHandle start() {
        Handler<Job> bound = call.on(surroundings.bean(method));
        Handler<Job> handler = transactions == null
                ? bound
                : transactions.around(bound, (connection, job) -> job.ackInOrThrow(connection));
        return surroundings.database().queue(queue).worker(id, job -> handle(handler, job), options);
    }

    private void handle(Handler<Job> handler, Job job) throws Exception {
        try {
            handler.handle(job);
        } catch (Throwable e) {
            if (noRetryFor.stream().noneMatch(type -> type.isInstance(e))) {
                throw e;
            }
            job.fail(stackTrace(e));
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return withoutHalves(
                text.getBuffer().substring(0, Math.min(text.getBuffer().length(), ERROR_LIMIT)));
    }

    /** Replaces halves of surrogate pairs, which no table can hold: the job must be settled whatever its failure says. */
    private static String withoutHalves(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
