package dev.honker.internal.json;

import dev.honker.JsonCodec;

class Jackson3CodecTest extends JacksonContract {

    @Override
    <T> JsonCodec<T> codec(Class<T> type) {
        return Jackson3Codec.of(type);
    }
}
