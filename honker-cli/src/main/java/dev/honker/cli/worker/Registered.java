package dev.honker.cli.worker;

import dev.honker.Database;
import dev.honker.TaskRegistry;
import dev.honker.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is found at a target as a registry; stateless. */
final class Registered {

    private Registered() {}

    /**
     * The registry that the thing is or has, or else that of the database, with the thing registered: an object with task methods,
     * or several. Null has registered for itself.
     */
    static TaskRegistry of(@Nullable Object thing, Database database) {
        if (thing instanceof TaskRegistry registry) {
            return registry;
        }
        if (thing instanceof Tasks tasks) {
            return tasks.registry();
        }
        all(thing).forEach(database.tasks()::register);
        return database.taskRegistry();
    }

    private static List<?> all(@Nullable Object thing) {
        if (thing == null) {
            return List.of();
        }
        if (thing instanceof Iterable<?> things) {
            return StreamSupport.stream(things.spliterator(), false).toList();
        }
        return thing instanceof Object[] things ? Arrays.asList(things) : List.of(thing);
    }
}
