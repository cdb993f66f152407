package dev.honker.internal.lock;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a logger gets while this is open, here and nowhere else; thread-safe. */
public final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    public LogLines(System.Logger of) {
        this.logger = Logger.getLogger(of.getName());
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** The next line that contains the text; null if none comes within 20 s. */
    public @Nullable String await(String text) throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        while (line != null && !line.contains(text)) {
            line = lines.poll(20, TimeUnit.SECONDS);
        }
        return line;
    }

    /** How many lines wait to be read. */
    public int size() {
        return lines.size();
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getLevel() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(this);
    }
}
