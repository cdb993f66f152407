package dev.honker.pools;

import com.p6spy.engine.logging.Category;
import com.p6spy.engine.spy.appender.P6Logger;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What P6Spy would write to its log; thread-safe. P6Spy makes an instance of it. */
public final class SpyLog implements P6Logger {

    static final Queue<String> STATEMENTS = new ConcurrentLinkedQueue<>();

    @Override
    public void logSQL(
            int connectionId, String now, long elapsed, Category category, String prepared, String sql, String url) {
        if (category == Category.STATEMENT || category == Category.BATCH) {
            STATEMENTS.add(sql);
        }
    }

    @Override
    public void logException(Exception e) {
        throw new AssertionError(e);
    }

    @Override
    public void logText(String text) {}

    @Override
    public boolean isCategoryEnabled(Category category) {
        return true;
    }
}
