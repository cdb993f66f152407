package dev.honker.internal.json;

class Jackson3TypesTest extends TypeCodecsContract {

    @Override
    TypeCodecs codecs() {
        return new Jackson3Types();
    }
}
