package dev.honker.hibernate;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.JsonCodec;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/** Jackson's codec of a type, which refuses to load anything from the database while it encodes; thread-safe. */
final class PayloadCodec<T> implements JsonCodec<T> {

    private final JsonCodec<T> jackson;

    private PayloadCodec(JsonCodec<T> jackson) {
        this.jackson = jackson;
    }

    static <T> PayloadCodec<T> of(Class<T> type) {
        return new PayloadCodec<>(Honker.json(type));
    }

    /** The JSON of a value whose type nobody named; a text is JSON already. */
    static String json(Object payload) throws Exception {
        if (payload instanceof String text) {
            return text;
        }
        return jsonOf(unproxied(payload));
    }

    @SuppressWarnings("unchecked")
    private static <T> String jsonOf(T payload) throws Exception {
        return of((Class<T>) payload.getClass()).encode(payload);
    }

    @Override
    public String encode(T value) throws Exception {
        return PayloadLoading.refused(() -> encodeLoaded(value));
    }

    private String encodeLoaded(T value) throws Exception {
        try {
            return jackson.encode(unproxied(value));
        } catch (Exception e) {
            if (String.valueOf(e.getMessage()).contains("hibernateLazyInitializer")) {
                throw new HonkerException(
                        "the payload holds a proxy of Hibernate's, which has no JSON form: enqueue a record with what the job"
                                + " needs, or let Jackson ignore that attribute (@JsonIgnore); " + e.getMessage(),
                        e);
            }
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T unproxied(T value) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
        if (proxy == null) {
            return value;
        }
        if (proxy.isUninitialized()) {
            throw new HonkerException("encoding the payload would load " + proxy.getEntityName() + " "
                    + proxy.getInternalIdentifier()
                    + " from the database: enqueue a record with what the job needs, for"
                    + " example its identifier, or load it before");
        }
        return (T) Hibernate.unproxy(value);
    }

    @Override
    public T decode(String json) throws Exception {
        return jackson.decode(json);
    }
}
