package dev.honker.cli.base;

import dev.honker.DeadLetter;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Style;

/** A dead letter as it is printed; stateless. */
public final class LetterFields {

    private LetterFields() {}

    /** All its fields, with the condition {@code dead}. */
    public static Fields of(DeadLetter letter) {
        return Fields.of("id", letter.id())
                .with("queue", letter.queue())
                .with("condition", "dead", Style.BAD)
                .with("priority", letter.priority())
                .with("attempts", letter.attempts())
                .with("max_attempts", letter.maxAttempts())
                .with("run_at", letter.runAt())
                .with("created_at", letter.createdAt())
                .with("died_at", letter.diedAt())
                .with("payload", letter.payloadJson())
                .with("last_error", letter.lastError(), Style.BAD);
    }
}
