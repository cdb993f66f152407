package dev.honker;

import dev.honker.internal.check.Check;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A queue with payloads of a type; otherwise as the {@link Queue} it is made of, with its threads, transactions and errors.
 * What enqueues throws {@link PayloadException}, before anything is done, if the codec can't encode a payload.
 *
 * @param <T> the type of the payloads
 */
public final class TypedQueue<T> {

    private final Queue raw;
    private final JsonCodec<T> codec;

    TypedQueue(Queue raw, JsonCodec<T> codec) {
        this.raw = raw;
        this.codec = codec;
        codec.requireReadable();
    }

    /** The queue without a type. */
    public Queue raw() {
        return raw;
    }

    /** As {@link Queue#name}. */
    public String name() {
        return raw.name();
    }

    /** What makes JSON texts of payloads and reads them. */
    public JsonCodec<T> codec() {
        return codec;
    }

    /** As {@link Queue#in(Transaction)}. */
    public TypedQueue<T> in(Transaction tx) {
        return new TypedQueue<>(raw.in(tx), codec);
    }

    /** As {@link Queue#in(Connection)}. */
    public TypedQueue<T> in(Connection connection) {
        return new TypedQueue<>(raw.in(connection), codec);
    }

    /** As {@link Queue#enqueue(String)}. */
    public long enqueue(T payload) {
        return enqueue(payload, EnqueueOptions.defaults());
    }

    /** As {@link Queue#enqueue(String, EnqueueOptions)}. */
    public long enqueue(T payload, EnqueueOptions options) {
        return raw.enqueue(encode(payload), options);
    }

    /** As {@link Queue#enqueue(Transaction, String)}. */
    public long enqueue(Transaction tx, T payload) {
        return enqueue(tx, payload, EnqueueOptions.defaults());
    }

    /** As {@link Queue#enqueue(Transaction, String, EnqueueOptions)}. */
    public long enqueue(Transaction tx, T payload, EnqueueOptions options) {
        return raw.enqueue(tx, encode(payload), options);
    }

    /** As {@link Queue#enqueue(Connection, String)}. */
    public long enqueue(Connection connection, T payload) {
        return enqueue(connection, payload, EnqueueOptions.defaults());
    }

    /** As {@link Queue#enqueue(Connection, String, EnqueueOptions)}. */
    public long enqueue(Connection connection, T payload, EnqueueOptions options) {
        return raw.enqueue(connection, encode(payload), options);
    }

    /** As {@link Queue#enqueueAll(List)}. */
    public List<Long> enqueueAll(List<? extends T> payloads) {
        return enqueueAll(payloads, EnqueueOptions.defaults());
    }

    /** As {@link Queue#enqueueAll(List, EnqueueOptions)}. */
    public List<Long> enqueueAll(List<? extends T> payloads, EnqueueOptions options) {
        List<String> encoded =
                new ArrayList<>(Check.notNull("payloads", payloads).size());
        for (T payload : payloads) {
            encoded.add(encode(payload));
        }
        return raw.enqueueAll(encoded, options);
    }

    /** As {@link Queue#enqueueUnique(String, String, OnDuplicate)}. */
    public UniqueJob enqueueUnique(String key, T payload, OnDuplicate onDuplicate) {
        return enqueueUnique(key, payload, onDuplicate, EnqueueOptions.defaults());
    }

    /** As {@link Queue#enqueueUnique(String, String, OnDuplicate, EnqueueOptions)}. */
    public UniqueJob enqueueUnique(String key, T payload, OnDuplicate onDuplicate, EnqueueOptions options) {
        return raw.enqueueUnique(key, encode(payload), onDuplicate, options);
    }

    /** As {@link Queue#claimOne}. The payload is decoded when it is asked for. */
    public Optional<TypedJob<T>> claimOne(String workerId) {
        return raw.claimOne(workerId).map(job -> new TypedJob<>(job, codec));
    }

    /** As {@link Queue#claimBatch}. The payloads are decoded when they are asked for. */
    public List<TypedJob<T>> claimBatch(String workerId, int n) {
        return raw.claimBatch(workerId, n).stream()
                .map(job -> new TypedJob<>(job, codec))
                .toList();
    }

    /** As {@link Queue#worker(String, JobHandler)}, and as {@link #worker(String, TypedJobHandler, WorkerOptions)}. */
    public WorkerHandle worker(String workerName, TypedJobHandler<T> handler) {
        return worker(workerName, handler, WorkerOptions.defaults());
    }

    /**
     * As {@link Queue#worker(String, JobHandler, WorkerOptions)}. A job whose payload can't be decoded becomes a dead
     * letter
     * without a call of the handler: the {@link PayloadException} names it.
     */
    public WorkerHandle worker(String workerName, TypedJobHandler<T> handler, WorkerOptions options) {
        Check.notNull("handler", handler);
        return raw.worker(
                workerName,
                job -> {
                    TypedJob<T> typed = new TypedJob<>(job, codec);
                    typed.payload(); // why: a payload that can't be decoded must not reach the handler
                    handler.handle(typed);
                },
                options);
    }

    private String encode(T payload) {
        return Payloads.encode(codec, raw.name(), payload);
    }
}
