package dev.honker.cli.dead;

import dev.honker.Database;
import dev.honker.DeadLetter;
import dev.honker.DeadLetters;
import dev.honker.QueueStats;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Mixin;

/** A command that does something to dead letters, some or all. */
abstract class LetterCommand extends DatabaseCommand {

    private static final int BATCH = 1_000;

    @Mixin
    private Letters letters;

    /** Does it to one. Returns whether it was there. */
    abstract boolean change(DeadLetters queue, long id);

    /** Does it to the first ones of a queue. Returns to how many. */
    abstract long changeSome(DeadLetters queue, int limit);

    /** What is done, as {@code deleted}. */
    abstract String done();

    /** Requires whatever a change of all letters needs, before it has any effect. */
    void requireAll() {}

    /** Returns whether so many letters may be changed; {@code which} describes them. */
    boolean mayChangeAll(String which) {
        return true;
    }

    @Override
    public final Integer call() {
        List<Long> ids = letters.ids();
        if (ids.isEmpty()) {
            requireAll();
        }
        try (Database database = file().openToWrite()) {
            return ids.isEmpty() ? changeAll(database) : changeSome(database, ids);
        }
    }

    private int changeAll(Database database) {
        List<QueueStats> queues = database.inspection().queues().stream()
                .filter(stats -> stats.dead() > 0 && letters.includes(stats.queue()))
                .toList();
        long all = queues.stream().mapToLong(QueueStats::dead).sum();
        if (all > 0 && !mayChangeAll(Wording.count(all, "dead letter") + letters.describeQueue())) {
            say("honker: " + done() + " nothing");
            return ExitCode.FAILED;
        }
        AtomicLong changed = new AtomicLong();
        long count =
                showing(() -> done() + " " + changed + " of " + all + " dead letters" + letters.describeQueue(), () -> {
                    queues.forEach(stats -> changeAll(database, stats, changed));
                    return changed.get();
                });
        out().done(
                        done() + " " + Wording.count(count, "dead letter") + letters.describeQueue(),
                        Fields.of("count", count));
        return ExitCode.OK;
    }

    /**
     * In transactions of a bounded size, so that others can write between them; no more than there were, because jobs that are redriven
     * may die again meanwhile.
     */
    private void changeAll(Database database, QueueStats stats, AtomicLong changed) {
        DeadLetters queue = database.queue(stats.queue()).deadLetters();
        long left = stats.dead();
        long batch = 1;
        while (left > 0 && batch > 0) {
            int limit = (int) Math.min(BATCH, left);
            batch = database.transaction(tx -> changeSome(queue, limit));
            changed.addAndGet(batch);
            left -= batch;
        }
    }

    private int changeSome(Database database, List<Long> ids) {
        List<Long> changed = new ArrayList<>();
        for (long id : ids) {
            Optional<DeadLetter> letter = database.inspection().deadLetter(id);
            if (letter.isPresent()
                    && change(database.queue(letter.get().queue()).deadLetters(), id)) {
                changed.add(id);
            } else {
                say("honker: no dead letter " + id);
            }
        }
        out().done(
                        done() + " " + Wording.count(changed.size(), "dead letter"),
                        Fields.of("count", changed.size()).with("ids", changed));
        return changed.size() == ids.size() ? ExitCode.OK : ExitCode.FAILED;
    }
}
