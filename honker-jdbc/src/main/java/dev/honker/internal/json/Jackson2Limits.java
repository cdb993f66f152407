package dev.honker.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Lifts the limits of Jackson 2 on what it reads, of which it knows none when it writes; stateless. */
final class Jackson2Limits {

    /** Came with 2.16, as did the limit on names. */
    private static final String SINCE_2_16 = "com.fasterxml.jackson.core.StreamWriteConstraints";

    private Jackson2Limits() {}

    /** A factory whose parsers read whatever its generators write. */
    static JsonFactory factory() {
        return JsonCodecs.isPresent(SINCE_2_16) ? Unlimited.factory() : new JsonFactory();
    }

    /** Lifts the limits of a factory that nobody uses yet; before 2.16 there is nothing to lift. */
    static void lift(JsonFactory factory) {
        if (JsonCodecs.isPresent(SINCE_2_16)) {
            Unlimited.lift(factory);
        }
    }

    /** Apart, since versions before 2.16 lack what it links to. */
    private static final class Unlimited {

        static JsonFactory factory() {
            return new JsonFactoryBuilder().streamReadConstraints(constraints()).build();
        }

        static void lift(JsonFactory factory) {
            factory.setStreamReadConstraints(constraints());
        }

        private static StreamReadConstraints constraints() {
            return StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build();
        }
    }
}
