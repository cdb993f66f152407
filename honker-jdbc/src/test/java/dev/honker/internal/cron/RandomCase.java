package dev.honker.internal.cron;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random expression, zone and instant; most instants lie around a transition of the zone between 2005 and 2031. */
record RandomCase(RandomFields fields, ZoneId zone, long from) {

    private static final List<ZoneId> ZONES = ScheduleVectorsTest.ZONES;

    private static final long START = epochSecond("2005-01-01");
    private static final long END = epochSecond("2032-01-01");
    private static final Map<ZoneId, List<Long>> TRANSITIONS = new HashMap<>();

    static {
        ZONES.forEach(zone -> TRANSITIONS.put(zone, transitions(zone)));
    }

    static RandomCase next(Random random) {
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        List<Long> transitions = TRANSITIONS.get(zone);
        long from = START + (long) (random.nextDouble() * (END - START));
        if (!transitions.isEmpty() && random.nextInt(100) < 85) {
            int spread = random.nextBoolean() ? 5_400 : 100_000;
            from = transitions.get(random.nextInt(transitions.size())) + random.nextInt(-spread, spread);
        }
        if (random.nextBoolean()) {
            from = Math.floorDiv(from, 60) * 60;
        }
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(from), zone);
        return new RandomCase(RandomFields.next(random, local), zone, from);
    }

    RandomCase at(long instant) {
        return new RandomCase(fields, zone, instant);
    }

    private static List<Long> transitions(ZoneId zone) {
        List<Long> transitions = new ArrayList<>();
        Instant after = Instant.ofEpochSecond(START);
        while (true) {
            ZoneOffsetTransition transition = zone.getRules().nextTransition(after);
            if (transition == null || transition.toEpochSecond() >= END) {
                return transitions;
            }
            transitions.add(transition.toEpochSecond());
            after = transition.getInstant();
        }
    }

    private static long epochSecond(String day) {
        return LocalDate.parse(day).toEpochDay() * 86_400;
    }
}
