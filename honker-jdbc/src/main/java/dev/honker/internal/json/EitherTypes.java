package dev.honker.internal.json;

import java.lang.reflect.Type;

/** Strict codecs where both libraries are: by Jackson 2, but by Jackson 3 for what only that can read; thread-safe. */
final class EitherTypes implements TypeCodecs {

    private final TypeCodecs jackson2 = new Jackson2Types();
    private final TypeCodecs jackson3 = new Jackson3Types();

    @Override
    public CheckedCodec<Object> of(Type type) {
        return JsonCodecs.abler(
                (CheckedCodec<Object>) jackson2.of(type), () -> (CheckedCodec<Object>) jackson3.of(type));
    }
}
