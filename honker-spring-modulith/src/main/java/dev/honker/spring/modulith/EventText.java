package dev.honker.spring.modulith;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.util.ClassUtils;

/** Events as they are stored, and back; thread-safe as its serializer is. */
final class EventText {

    private static final Logger LOG = System.getLogger("dev.honker.spring");

    private final EventSerializer serializer;
    private final @Nullable ClassLoader classes;

    EventText(EventSerializer serializer, @Nullable ClassLoader classes) {
        this.serializer = serializer;
        this.classes = classes;
    }

    String of(Object event) {
        return serializer.serialize(event).toString();
    }

    Object event(String text, Class<?> type) {
        return serializer.deserialize(text, type);
    }

    /** The type of a stored event; null, which is logged, if the application no longer has it. */
    @Nullable
    Class<?> type(UUID publication, String name) {
        try {
            return ClassUtils.forName(name, classes);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "honker: event publication {0} is left out: its event is a {1}, and there is no such class now",
                    publication,
                    name);
            return null;
        }
    }
}
