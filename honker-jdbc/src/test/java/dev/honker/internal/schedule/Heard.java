package dev.honker.internal.schedule;

import dev.honker.Fire;
import dev.honker.Fires;
import dev.honker.LeadershipLostException;
import dev.honker.SchedulerListener;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a scheduler told its listener, in order; thread-safe. */
final class Heard implements SchedulerListener {

    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void leadershipAcquired(String owner) {
        events.add("acquired by " + owner);
    }

    @Override
    public void leadershipLost(LeadershipLostException e) {
        events.add("lost: " + e.getMessage());
    }

    @Override
    public void fired(Fires fires) {
        for (Fire fire : fires.fires()) {
            events.add("fired " + fire.schedule());
        }
        fires.skipped().forEach((name, count) -> events.add("skipped " + name + " " + count));
        fires.broken().forEach((name, why) -> events.add("broken " + name));
    }

    /** The next event; fails the test if none comes within 20 s. */
    String next() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was heard of the scheduler for 20 s");
        }
        return event;
    }

    /** Skips to an event that starts like this. */
    String await(String start) throws InterruptedException {
        String event = next();
        while (!event.startsWith(start)) {
            event = next();
        }
        return event;
    }
}
