package dev.honker.spring;

import dev.honker.Database;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.QueueOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The options that properties and listeners give to queues. They are told to the database before anybody can use its queues,
 * because the first handle of a queue decides.
 */
final class QueueSettings {

    private record Setting(
            HonkerProperties.Queue options, @Nullable AnnotatedMethod<?> from) {}

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private QueueSettings() {}

    /** Reads them and tells the database. */
    static void apply(ConfigurableListableBeanFactory factory, HonkerProperties properties, Database database) {
        QueueSettings settings = new QueueSettings();
        settings.read(AnnotatedMethod.find(factory, HonkerListener.class), factory);
        properties.queue().forEach(settings::override);
        settings.settings.forEach((name, setting) -> database.queue(name, options(name, setting)));
    }

    private void read(List<AnnotatedMethod<HonkerListener>> listeners, ConfigurableListableBeanFactory factory) {
        for (AnnotatedMethod<HonkerListener> listener : listeners) {
            HonkerListener annotation = listener.annotation();
            Attributes attributes = new Attributes(listener, factory);
            String queue = attributes.text("queue", annotation.queue()).orElse("");
            Duration timeout = attributes
                    .duration("visibilityTimeout", annotation.visibilityTimeout())
                    .orElse(null);
            Integer attempts =
                    attributes.whole("maxAttempts", annotation.maxAttempts()).orElse(null);
            if (!queue.isEmpty() && (timeout != null || attempts != null)) {
                add(queue, new Setting(new HonkerProperties.Queue(timeout, attempts), listener));
            }
        }
    }

    private void add(String queue, Setting setting) {
        Setting other = settings.putIfAbsent(queue, setting);
        if (other != null && !other.options().equals(setting.options())) {
            throw Objects.requireNonNull(setting.from())
                    .refused("visibilityTimeout and maxAttempts of queue '" + queue + "' must be the same as those of "
                            + other.from());
        }
    }

    /** What a property says counts, because whoever runs the application can change it. */
    private void override(String queue, HonkerProperties.Queue options) {
        settings.merge(
                queue,
                new Setting(options, null),
                (listeners, property) -> new Setting(
                        new HonkerProperties.Queue(
                                options.visibilityTimeout() == null
                                        ? listeners.options().visibilityTimeout()
                                        : options.visibilityTimeout(),
                                options.maxAttempts() == null
                                        ? listeners.options().maxAttempts()
                                        : options.maxAttempts()),
                        listeners.from()));
    }

    private static QueueOptions options(String name, Setting setting) {
        QueueOptions.Builder builder = QueueOptions.builder();
        try {
            if (setting.options().visibilityTimeout() != null) {
                builder.visibilityTimeout(setting.options().visibilityTimeout());
            }
            if (setting.options().maxAttempts() != null) {
                builder.maxAttempts(setting.options().maxAttempts());
            }
            return builder.build();
        } catch (HonkerInvalidOptionException e) {
            throw setting.from() == null
                    ? new HonkerInvalidOptionException("honker.queue." + name + ": " + e.getMessage())
                    : setting.from().refused(e.getMessage());
        }
    }
}
