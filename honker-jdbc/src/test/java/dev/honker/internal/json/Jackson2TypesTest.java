package dev.honker.internal.json;

class Jackson2TypesTest extends TypeCodecsContract {

    @Override
    TypeCodecs codecs() {
        return new Jackson2Types();
    }
}
