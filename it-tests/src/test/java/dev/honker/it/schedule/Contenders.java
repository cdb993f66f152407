package dev.honker.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Row;
import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes that want to lead, and which of them does; for one thread. */
final class Contenders implements AutoCloseable {

    private final Path folder;
    private final Path file;
    private final Database database;
    private final List<Contender> alive = new ArrayList<>();

    /** A process, and the owner by which the lock knows it. */
    record Contender(OtherJvm process, String owner) {}

    Contenders(Path folder, Path file, Database database) {
        this.folder = folder;
        this.file = file;
        this.database = database;
    }

    void startOne() throws IOException, InterruptedException {
        OtherJvm process = OtherJvm.start(folder, SchedulerProcess.class, file.toString());
        String line = process.line();
        assertThat(line).startsWith("owner ");
        alive.add(new Contender(process, line.substring("owner ".length())));
    }

    void kill(Contender victim) throws InterruptedException {
        alive.remove(victim);
        victim.process().kill();
        requireNothingSaid(victim);
    }

    Contender youngest() {
        return alive.get(alive.size() - 1);
    }

    /** Waits until one leads that is alive. */
    Contender leader() {
        return leaderBesides(null, Duration.ofSeconds(60))
                .orElseThrow(() -> new AssertionError("nobody has led for a minute; the lock: "
                        + database.query("SELECT *, unixepoch() AS now FROM _honker_locks")));
    }

    /** Waits until one leads that is alive and another one; empty if none does in time. */
    Optional<Contender> leaderBesides(Contender other, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (UpdateEvents updates = database.updateEvents()) {
            while (System.nanoTime() - deadline < 0) {
                List<Row> lock = database.query("SELECT owner FROM _honker_locks WHERE expires_at > unixepoch()");
                for (Contender each : alive) {
                    if (each != other
                            && !lock.isEmpty()
                            && each.owner().equals(lock.get(0).getString("owner"))) {
                        return Optional.of(each);
                    }
                }
                updates.awaitUpdate(Duration.ofMillis(100));
            }
        }
        return Optional.empty();
    }

    private static void requireNothingSaid(Contender contender) throws InterruptedException {
        // why lost is right: on a busy machine one may be held up for longer than its lock
        assertThat(contender.process().linesToTheEnd()).allMatch("lost"::equals);
    }

    /** Ends all of them, of which none may have skipped anything. */
    void end() throws InterruptedException {
        for (Contender each : List.copyOf(alive)) {
            kill(each);
        }
    }

    @Override
    public void close() throws IOException {
        for (Contender each : alive) {
            each.process().close();
        }
    }
}
