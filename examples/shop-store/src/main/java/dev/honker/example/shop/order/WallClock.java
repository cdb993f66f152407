package dev.honker.example.shop.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since 1970 by the clock of the machine, the only clock that two JVMs share. */
public final class WallClock {

    private WallClock() {}

    public static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
