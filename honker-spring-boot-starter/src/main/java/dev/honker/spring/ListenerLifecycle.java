package dev.honker.spring;

import dev.honker.BackgroundHandle;
import dev.honker.JanitorHandle;
import dev.honker.JanitorOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Starts listeners, schedules and janitor when everything else of the application is up, and stops them before anything else; in
 * between, a context may stop and start again. For the threads that Spring calls it with, one at a time.
 */
final class ListenerLifecycle implements SmartInitializingSingleton, SmartLifecycle {

    /** Its id among what keeps the JVM alive; no listener's, which a blank is not allowed in front of. */
    private static final String SCHEDULER = " scheduler";

    private final Surroundings surroundings;
    private final HonkerListeners listeners;
    private final Schedules schedules;
    private final KeepAlive keepAlive;
    private @Nullable BackgroundHandle scheduler;
    private @Nullable JanitorHandle janitor;
    private volatile boolean running;

    ListenerLifecycle(Surroundings surroundings, HonkerListeners listeners, KeepAlive keepAlive) {
        this.surroundings = surroundings;
        this.listeners = listeners;
        this.keepAlive = keepAlive;
        this.schedules = new Schedules(surroundings);
    }

    /** Finds and checks the methods, so that what is wrong is said before anything runs. */
    @Override
    public void afterSingletonsInstantiated() {
        HiddenBeans.make(surroundings.factory());
        for (AnnotatedMethod<HonkerListener> method :
                AnnotatedMethod.find(surroundings.factory(), HonkerListener.class)) {
            listeners.declare(listening(method), method);
        }
        List<AnnotatedMethod<HonkerScheduled>> scheduled =
                AnnotatedMethod.find(surroundings.factory(), HonkerScheduled.class);
        List<Listening> listenings = schedules.declare(scheduled);
        for (int i = 0; i < scheduled.size(); i++) {
            listeners.declare(listenings.get(i), scheduled.get(i));
        }
    }

    private Listening listening(AnnotatedMethod<HonkerListener> method) {
        Attributes attributes = surroundings.attributes(method);
        Optional<String> queue = attributes.text("queue", method.annotation().queue());
        Optional<String> stream = attributes.text("stream", method.annotation().stream());
        Optional<String> channel =
                attributes.text("channel", method.annotation().channel());
        if (Stream.of(queue, stream, channel).filter(Optional::isPresent).count() != 1) {
            throw method.refused("exactly one of queue, stream and channel must be given");
        }
        if (queue.isPresent()) {
            return QueueListening.of(method, queue.get(), surroundings);
        }
        return stream.isPresent()
                ? new StreamListening(method, stream.get(), surroundings)
                : new ChannelListening(method, channel.orElseThrow(), surroundings);
    }

    @Override
    public void start() {
        try {
            schedules.add();
            listeners.startAll();
            scheduler = schedules.run();
            if (scheduler != null) {
                keepAlive.begin(SCHEDULER);
            }
            janitor = janitor();
            running = true;
        } catch (RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    private @Nullable JanitorHandle janitor() {
        HonkerProperties.Janitor properties = surroundings.properties().janitor();
        if (!properties.enabled()) {
            return null;
        }
        JanitorOptions.Builder options = JanitorOptions.builder()
                .every(properties.every())
                .notificationsOlderThan(properties.notificationsOlderThan())
                .expiredJobs(true)
                .expiredResults(true)
                .expiredLocks(true)
                .uniqueKeys(true);
        if (properties.deadLettersOlderThan() != null) {
            options.deadLettersOlderThan(properties.deadLettersOlderThan());
        }
        if (properties.streamEventsOlderThan() != null) {
            options.streamEventsOlderThan(properties.streamEventsOlderThan());
        }
        return surroundings.database().janitor(options.build());
    }

    @Override
    public void stop() {
        running = false;
        // why first: another process takes over the schedules while handlers of this one still end
        if (scheduler != null) {
            scheduler.close();
            scheduler = null;
        }
        keepAlive.end(SCHEDULER);
        listeners.stopAll();
        if (janitor != null) {
            janitor.close();
            janitor = null;
        }
    }

    /** Lets other things of the same phase stop meanwhile. */
    @Override
    public void stop(Runnable callback) {
        new Thread(
                        () -> {
                            try {
                                stop();
                            } finally {
                                callback.run();
                            }
                        },
                        "honker-shutdown")
                .start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
