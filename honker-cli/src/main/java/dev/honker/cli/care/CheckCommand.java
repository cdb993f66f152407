package dev.honker.cli.care;

import dev.honker.Database;
import dev.honker.FileInfo;
import dev.honker.Finding;
import dev.honker.Finding.Severity;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.care.OpenBy.Opener;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Output;
import dev.honker.cli.output.Size;
import dev.honker.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks for what is wrong with a file. */
@Command(
        name = "check",
        description = {
            "Look for what is wrong with the file.",
            "That is: missing tables and columns, values of the wrong type, broken pages, a write-ahead log that does not"
                    + " shrink, stuck claims, schedules that can't be read or don't fire, processes that have a file open"
                    + " that was replaced. Fails if there is a problem."
        })
public final class CheckCommand extends DatabaseCommand {

    @Option(names = "--no-content", description = "Leave out the check of the file's pages, which reads all of it.")
    private boolean noContent;

    private CheckCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            FileInfo file = database.inspection().file();
            List<Opener> openers = OpenBy.find(file.path());
            List<Finding> findings = new ArrayList<>(replaced(openers));
            findings.addAll(database.inspection().check(!noContent));
            boolean ok = findings.stream().noneMatch(Finding::isProblem);
            if (json()) {
                out().show(fields(file, openers)
                        .with("ok", ok)
                        .with(
                                "findings",
                                findings.stream().map(CheckCommand::fields).toList()));
            } else {
                print(fields(file, openers), findings);
            }
            return ok ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void print(Fields file, List<Finding> findings) {
        Output out = out();
        out.show(file);
        findings.forEach(finding -> out.next(List.of("severity", "subject", "text"), fields(finding)));
        if (findings.stream().noneMatch(Finding::isProblem)) {
            out.next(List.of("verdict"), Fields.none().with("verdict", "ok", Style.GOOD));
        }
    }

    private static List<Finding> replaced(List<Opener> openers) {
        return openers.stream()
                .filter(Opener::replaced)
                .map(opener -> new Finding(
                        Severity.PROBLEM,
                        "identity",
                        "process " + opener.pid()
                                + " has a file open that was at this path before and was replaced or deleted; what it"
                                + " writes is lost: restart it"))
                .toList();
    }

    private static Fields fields(FileInfo file, List<Opener> openers) {
        return Fields.of("file", file.path().toString())
                .with("identity", file.identity())
                .with("bytes", new Size(file.bytes()))
                .with("wal_bytes", new Size(file.walBytes()))
                .with("journal_mode", file.journalMode())
                .with("page_bytes", file.pageBytes())
                .with("free_pages", file.freePages())
                .with("sqlite", file.sqliteVersion())
                .with(
                        "open_by",
                        openers.stream()
                                .filter(opener -> !opener.replaced())
                                .map(opener -> (opener.pid() + " " + opener.command()).strip())
                                .toList());
    }

    private static Fields fields(Finding finding) {
        return Fields.none()
                .with(
                        "severity",
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.isProblem() ? Style.BAD : Style.FAINT)
                .with("subject", finding.subject(), Style.STRONG)
                .with("text", finding.text());
    }
}
