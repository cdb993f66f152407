package dev.honker.cli.care;

import dev.honker.Database;
import dev.honker.LockInfo;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists locks. */
@Command(name = "locks", description = "List named locks, also the one by which a scheduler leads.")
public final class LocksCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of("name", "owner", "expires_at", "left_s", "expired");

    private LocksCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            List<Fields> locks = database.inspection().locks().stream()
                    .map(lock -> fields(lock, now))
                    .toList();
            out().list(COLUMNS, locks, "no lock");
        }
        return ExitCode.OK;
    }

    private static Fields fields(LockInfo lock, Instant now) {
        return Fields.of("name", lock.name())
                .with("owner", lock.owner())
                .with("expires_at", lock.expiresAt())
                .with("left_s", lock.expired() ? null : Duration.between(now, lock.expiresAt()))
                .with("expired", lock.expired(), lock.expired() ? Style.FAINT : Style.PLAIN);
    }
}
