package dev.honker.internal.json;

import dev.honker.JsonCodec;

class Jackson2CodecTest extends JacksonContract {

    @Override
    <T> JsonCodec<T> codec(Class<T> type) {
        return Jackson2Codec.of(type);
    }
}
