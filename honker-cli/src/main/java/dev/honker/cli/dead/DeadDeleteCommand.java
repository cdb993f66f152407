package dev.honker.cli.dead;

import dev.honker.DeadLetter;
import dev.honker.DeadLetters;
import java.util.List;
import picocli.CommandLine.Command;

/** Deletes dead letters. */
@Command(name = "delete", description = "Delete dead letters for good.")
final class DeadDeleteCommand extends LetterCommand {

    private DeadDeleteCommand() {}

    @Override
    boolean change(DeadLetters queue, long id) {
        return queue.delete(id);
    }

    @Override
    long changeSome(DeadLetters queue, int limit) {
        List<DeadLetter> letters = queue.list(limit);
        return letters.stream().filter(letter -> queue.delete(letter.id())).count();
    }

    @Override
    String done() {
        return "deleted";
    }
}
