package dev.honker.spring;

import dev.honker.BackgroundHandle;
import dev.honker.Event;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Stream;
import dev.honker.SubscribeOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A method that handles the events of a stream. */
final class StreamListening implements Listening {

    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

    private final AnnotatedMethod<HonkerListener> method;
    private final Surroundings surroundings;
    private final String id;
    private final String topic;
    private final boolean autoStartup;
    private final @Nullable String consumer;
    private final MethodCall<Event> call;
    private final @Nullable HandlerTransactions transactions;

    StreamListening(AnnotatedMethod<HonkerListener> method, String topic, Surroundings surroundings) {
        HonkerListener annotation = method.annotation();
        Attributes attributes = surroundings.attributes(method);
        attributes.refuse("concurrency", !annotation.concurrency().isEmpty(), "a stream");
        attributes.refuse("visibilityTimeout", !annotation.visibilityTimeout().isEmpty(), "a stream");
        attributes.refuse("timeout", !annotation.timeout().isEmpty(), "a stream");
        attributes.refuse("noRetryFor", annotation.noRetryFor().length > 0, "a stream");
        this.method = method;
        this.surroundings = surroundings;
        this.topic = topic;
        this.id = attributes.text("id", annotation.id()).orElse(method.defaultName());
        this.autoStartup = attributes
                .flag("autoStartup", annotation.autoStartup())
                .orElse(surroundings.properties().listener().autoStartup());
        this.consumer = attributes.text("consumer", annotation.consumer()).orElse(null);
        this.call = new MethodCall<>(
                method, MessageKind.EVENT, surroundings.database().codecs());
        if (annotation.transactional() && consumer == null) {
            throw method.refused("transactional needs a consumer, whose offset is saved in the transaction");
        }
        this.transactions =
                annotation.transactional() ? surroundings.transactions(method, annotation.transactionManager()) : null;
        options(surroundings.database().stream(topic), false);
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
        Stream stream = surroundings.database().stream(topic);
        boolean fromNow = method.annotation().fromNow();
        if (fromNow && consumer != null) {
            saveBeginning(stream, consumer);
        }
        Handler<Event> handler = handler(stream, call.on(surroundings.bean(method)));
        return stream.subscribe(handler::handle, options(stream, fromNow && consumer == null));
    }

    /** Where it began must be known later, so that what is published while nobody listens is not missed. */
    private void saveBeginning(Stream stream, String name) {
        if (stream.getOffset(name) > 0) {
            return;
        }
        surroundings.database().transactionVoid(tx -> {
            Stream inside = stream.in(tx);
            // why: 0 is saved only if nothing was, not even that the stream was empty
            if (inside.saveOffset(name, 0)) {
                inside.saveOffset(name, inside.lastOffset());
            }
        });
    }

    private Handler<Event> handler(Stream stream, Handler<Event> bound) {
        if (transactions == null || consumer == null) {
            return bound;
        }
        String saved = consumer;
        return transactions.around(bound, (connection, event) -> stream.saveOffset(connection, saved, event.offset()));
    }

    private SubscribeOptions options(Stream stream, boolean fromNow) {
        HonkerListener annotation = method.annotation();
        Attributes attributes = surroundings.attributes(method);
        Duration first = attributes.duration("backoff", annotation.backoff()).orElse(BACKOFF);
        Duration longest = attributes
                .duration("maxBackoff", annotation.maxBackoff())
                .orElse(QueueListening.longer(first, MAX_BACKOFF));
        try {
            SubscribeOptions.Builder builder = SubscribeOptions.builder()
                    .backoff(QueueListening.backoff(first, longest))
                    .fromNow(fromNow)
                    .stopTimeout(surroundings.stopTimeout());
            attributes.whole("maxAttempts", annotation.maxAttempts()).ifPresent(builder::maxAttempts);
            if (consumer != null) {
                builder.consumer(consumer);
            }
            if (transactions != null) {
                builder.manualSave();
            }
            return builder.build();
        } catch (HonkerInvalidOptionException e) {
            throw method.refused(e.getMessage());
        }
    }
}
