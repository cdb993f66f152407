package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.FileInfo;
import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.spring.HonkerListeners;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;

/**
 * How a database is, in the words of neither line of Spring Boot; immutable.
 *
 * @param well whether the file is the one that was opened, what waits for commits is told of them, and no listener has ended by a
 *     failure
 * @param details what to tell whoever may see details
 */
record DatabaseCondition(boolean well, Map<String, Object> details) {

    /** Looks now: reads a page or two of the file, whatever is in it, and waits for nobody who writes. */
    static DatabaseCondition of(Database database, ObjectProvider<HonkerListeners> listeners) {
        WatcherStatus watcher = database.watcher();
        boolean ended = watcher.state() == WatcherState.REPLACED || watcher.state() == WatcherState.FAILED;
        List<String> failed =
                listeners.stream().flatMap(all -> failed(all).stream()).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("path", database.path().toString());
        details.put("watcher", watcher.state().name().toLowerCase(java.util.Locale.ROOT));
        details.put("subscribers", watcher.subscribers());
        if (watcher.state() != WatcherState.REPLACED) {
            FileInfo file = database.inspection().file();
            details.put("journalMode", file.journalMode());
            details.put("walBytes", file.walBytes());
        }
        if (watcher.failure() != null) {
            details.put("failure", String.valueOf(watcher.failure().getMessage()));
        }
        if (!failed.isEmpty()) {
            details.put("failedListeners", failed);
        }
        return new DatabaseCondition(!ended && failed.isEmpty(), details);
    }

    private static List<String> failed(HonkerListeners listeners) {
        return listeners.ids().stream()
                .filter(id ->
                        listeners.handle(id).filter(handle -> handle.failed()).isPresent())
                .sorted()
                .toList();
    }
}
