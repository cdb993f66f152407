package dev.honker.internal.janitor;

import dev.honker.HonkerException;
import dev.honker.JanitorHandle;
import dev.honker.JanitorOptions;
import dev.honker.JanitorReport;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Check;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Loop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Cleans the tables; stateless. Nothing is taken away that the options do not name. */
public final class Janitor {

    private static final Logger LOG = Loggers.JANITOR;

    private Janitor() {}

    /**
     * Cleans at once and then as often as the options say, in a thread of its own. A table that can't be cleaned is logged and
     * tried again the next time. Several processes may do so at the same time.
     */
    public static JanitorHandle start(Access access, Children children, JanitorOptions options) {
        Check.notNull("options", options);
        access.requireUnbound("a janitor");
        return RunningJanitor.start(access, children, options);
    }

    /**
     * Cleans once, now. Outside a transaction it takes many short ones, and holds no lock while it looks for rows.
     *
     * @throws HonkerException if a table could not be cleaned: the first failure, after all other tables were cleaned; or if the
     *     thread was interrupted (the flag stays set)
     */
    public static JanitorReport clean(Access access, JanitorOptions options) {
        Check.notNull("options", options);
        access.requireOpen();
        Cleaning cleaning = new Cleaning(access, new CountDownLatch(1));
        RuntimeException failure;
        try {
            failure = cleanAll(cleaning, Chore.wanted(options));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HonkerException("interrupted while cleaning; what is done so far stays done", e);
        }
        if (failure != null) {
            throw failure;
        }
        return cleaning.report();
    }

    /** Does every chore, whatever each throws. Returns the first failure; null if there was none. */
    static @Nullable RuntimeException cleanAll(Cleaning cleaning, Map<Chore, Chore.Work> wanted)
            throws InterruptedException {
        RuntimeException failure = null;
        for (Map.Entry<Chore, Chore.Work> entry : wanted.entrySet()) {
            try {
                cleaning.run(entry.getKey(), entry.getValue());
            } catch (RuntimeException e) {
                if (Loop.isAboutTheWholeFile(e)) {
                    throw e;
                }
                Quietly.run(() -> LOG.log(
                        Level.WARNING,
                        "honker: the janitor could not clean " + entry.getKey().what(),
                        e));
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        return failure;
    }
}
