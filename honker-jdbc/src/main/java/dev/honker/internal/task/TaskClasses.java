package dev.honker.internal.task;

import dev.honker.JsonCodecFactory;
import dev.honker.internal.json.JsonCodecs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Classes with tasks, looked into once for each choice of codecs; thread-safe. */
@FunctionalInterface
interface TaskClasses {

    /** As {@link TaskType#of(Class)}. */
    TaskType of(Class<?> type);

    /** With codecs of this factory, which are not made strict: what it accepts is the application's choice; null for the default. */
    static TaskClasses with(@Nullable JsonCodecFactory factory) {
        if (factory == null) {
            return TaskType::of;
        }
        // why a map: it goes with the database, which the codecs belong to
        Map<Class<?>, TaskType> known = new ConcurrentHashMap<>();
        return type -> known.computeIfAbsent(
                type, each -> TaskType.of(each, argument -> JsonCodecs.required(factory, argument)));
    }
}
