package dev.honker.cli.dead;

import dev.honker.DeadLetters;
import picocli.CommandLine.Command;

/** Makes dead letters jobs again. */
@Command(name = "redrive", description = "Make dead letters jobs again: due now, with all their attempts.")
final class DeadRedriveCommand extends LetterCommand {

    private DeadRedriveCommand() {}

    @Override
    boolean change(DeadLetters queue, long id) {
        return queue.redrive(id);
    }

    @Override
    long changeSome(DeadLetters queue, int limit) {
        return queue.redriveAll(limit);
    }

    @Override
    String done() {
        return "redrove";
    }
}
