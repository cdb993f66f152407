package dev.honker.internal.queue;

import dev.honker.DeadLetter;
import dev.honker.DeadLetters;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.RowRecords;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.access.Sweeps;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.DeadLetterBox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The dead letters of one queue; as thread-safe as its access. */
final class DeadLettersHandle implements DeadLetters {

    private static final int MOST_PER_CALL = 10_000;

    private final String queue;
    private final Access access;

    DeadLettersHandle(String queue, Access access) {
        this.queue = queue;
        this.access = access;
    }

    @Override
    public List<DeadLetter> list(long afterId, int limit) {
        Check.notNegative("afterId", afterId);
        Check.between("limit", 1, MOST_PER_CALL, limit);
        return access.call(session -> DeadLetterBox.list(session, queue, afterId, limit)).stream()
                .map(RowRecords::deadLetter)
                .toList();
    }

    @Override
    public Optional<DeadLetter> get(long id) {
        return access.call(session -> DeadLetterBox.get(session, queue, id)).map(RowRecords::deadLetter);
    }

    @Override
    public boolean redrive(long id) {
        return access.call(session -> DeadLetterBox.redrive(session, queue, id));
    }

    @Override
    public int redriveAll(int limit) {
        Check.between("limit", 1, MOST_PER_CALL, limit);
        return RowRecords.integer(Sweeps.run(access, access.call(session -> DeadLetterBox.redriving(queue, limit))));
    }

    @Override
    public boolean delete(long id) {
        return access.call(session -> DeadLetterBox.delete(session, queue, id));
    }

    @Override
    public int deleteOlderThan(Duration age) {
        long seconds = Seconds.of(Check.notNegative("age", age));
        return RowRecords.integer(
                Sweeps.run(access, access.call(session -> DeadLetterBox.deletingOld(queue, seconds))));
    }

    @Override
    public long count() {
        return access.call(session -> DeadLetterBox.count(session, queue));
    }
}
