package dev.honker.internal.inspect;

import dev.honker.ConsumerInfo;
import dev.honker.DeadLetter;
import dev.honker.Event;
import dev.honker.FileInfo;
import dev.honker.Finding;
import dev.honker.HonkerException;
import dev.honker.Inspection;
import dev.honker.JobFilter;
import dev.honker.LiveJob;
import dev.honker.LockInfo;
import dev.honker.QueueStats;
import dev.honker.Schedule;
import dev.honker.StreamInfo;
import dev.honker.WriterLockStatus;
import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.access.RowRecords;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.FilePragmas;
import dev.honker.internal.engine.Overview;
import dev.honker.internal.engine.SchemaObjects;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.StoredSchedules;
import dev.honker.internal.engine.Streams;
import dev.honker.internal.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The look at the file that an access leads to; thread-safe. */
public final class FileInspection implements Inspection {

    private static final int MOST_EVENTS = 100_000;

    private final DatabaseAccess access;

    /** Reads through this access. */
    public FileInspection(DatabaseAccess access) {
        this.access = access;
    }

    @Override
    public boolean hasTables() {
        return access.call(session -> SchemaObjects.present(session).containsValue("table"));
    }

    @Override
    public List<QueueStats> queues() {
        return access.call(Overview::queues).stream().map(Records::stats).toList();
    }

    @Override
    public List<LiveJob> jobs(JobFilter filter) {
        Check.notNull("filter", filter);
        String kind = filter.condition() == null ? null : filter.condition().name();
        return access
                .call(session -> Overview.jobs(session, filter.afterId(), filter.queue(), kind, filter.limit()))
                .stream()
                .map(RowRecords::liveJob)
                .toList();
    }

    @Override
    public Optional<LiveJob> job(long id) {
        return access.call(session -> Overview.job(session, id)).map(RowRecords::liveJob);
    }

    @Override
    public List<DeadLetter> deadLetters(JobFilter filter) {
        Check.notNull("filter", filter);
        return access
                .call(session -> Overview.deadLetters(session, filter.afterId(), filter.queue(), filter.limit()))
                .stream()
                .map(RowRecords::deadLetter)
                .toList();
    }

    @Override
    public Optional<DeadLetter> deadLetter(long id) {
        return access.call(session -> Overview.deadLetter(session, id)).map(RowRecords::deadLetter);
    }

    @Override
    public Optional<String> result(long jobId) {
        return access.call(session -> Optional.ofNullable(Overview.result(session, jobId)));
    }

    @Override
    public List<LockInfo> locks() {
        return access.call(Overview::locks).stream().map(Records::lock).toList();
    }

    @Override
    public List<Schedule> schedules() {
        return access.call(StoredSchedules::list).stream()
                .map(stored -> RowRecords.schedule(stored.schedule()))
                .toList();
    }

    @Override
    public List<Event> lastEvents(String topic, int limit) {
        Check.notNull("topic", topic);
        Check.between("limit", 1, MOST_EVENTS, limit);
        return access.call(session -> Overview.lastEvents(session, topic, limit)).stream()
                .map(RowRecords::event)
                .toList();
    }

    @Override
    public List<StreamInfo> streams() {
        return access.call(Streams::sizes).stream().map(Records::stream).toList();
    }

    @Override
    public List<ConsumerInfo> consumers() {
        return consumersOf(null);
    }

    @Override
    public List<ConsumerInfo> consumers(String topic) {
        return consumersOf(Check.notNull("topic", topic));
    }

    private List<ConsumerInfo> consumersOf(@Nullable String topic) {
        return access.call(session -> Streams.consumers(session, topic)).stream()
                .map(Records::consumer)
                .toList();
    }

    @Override
    public FileInfo file() {
        Path path = access.path();
        return access.call(session -> fileInfo(session, path));
    }

    @Override
    public List<Finding> check(boolean content) {
        FileInfo file = file();
        WriterLockStatus writers = access.writerLock();
        return access.call(session -> {
            Findings findings = new Findings();
            FileCheck.run(file, findings);
            WriterLockCheck.run(writers, findings);
            if (content && !FileCheck.readsWhole(session, findings)) {
                // why: reading on would fail at the broken page
                return findings.sorted();
            }
            SchemaCheck.run(session, findings);
            JobCheck.run(session, findings);
            ScheduleCheck.run(session, findings);
            return findings.sorted();
        });
    }

    private static FileInfo fileInfo(Session session, Path path) throws SQLException {
        try {
            Path wal = path.resolveSibling(path.getFileName() + "-wal");
            return new FileInfo(
                    path,
                    FileIdentity.of(path).key().toString(),
                    FilePragmas.journalMode(session),
                    Files.size(path),
                    Files.exists(wal) ? Files.size(wal) : 0,
                    FilePragmas.pageBytes(session),
                    FilePragmas.freePages(session),
                    FilePragmas.sqliteVersion(session));
        } catch (IOException e) {
            throw new HonkerException("cannot look at " + path + ": " + e, e);
        }
    }
}
