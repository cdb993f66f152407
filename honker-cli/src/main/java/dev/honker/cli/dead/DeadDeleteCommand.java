package dev.honker.cli.dead;

import dev.honker.DeadLetter;
import dev.honker.DeadLetters;
import dev.honker.cli.base.Consent;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes dead letters. */
@Command(
        name = "delete",
        description = "Delete dead letters for good; --all asks before it begins, unless --yes is given.")
final class DeadDeleteCommand extends LetterCommand {

    @Mixin
    private Consent consent;

    private DeadDeleteCommand() {}

    @Override
    void requireAll() {
        consent.require("dead delete --all");
    }

    @Override
    boolean mayChangeAll(String which) {
        return consent.isGiven("Delete " + which + " for good?");
    }

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
