package dev.honker.support.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Pages.Fenced;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Java listing of a page; immutable. One that declares a public class is a program, whose first argument is a file name.
 * Any other one is the body of a method that has what {@link #FRAME} declares. A comment behind a {@code println} is what
 * that prints, where … stands for any text.
 */
public final class Listing {

    /** The line of a frame that a listing takes the place of. */
    public static final String MARK = "// the listing\n";

    private static final Pattern PROGRAM = Pattern.compile("^public (?:final )?class (\\w+)", Pattern.MULTILINE);
    private static final Pattern PROMISE =
            Pattern.compile("^\\s*System\\.out\\.println\\(.*\\);\\s*// (.*)$", Pattern.MULTILINE);

    /** What the fragments on the pages may take for granted; {@code java.util.Queue} is none of it. */
    public static final String FRAME = """
            import dev.honker.*;
            import dev.honker.jdbc.HonkerDataSource;
            import java.sql.Connection;
            import java.time.Duration;
            import java.time.Instant;
            import java.util.List;
            import java.util.Optional;
            import java.util.concurrent.Executors;
            import java.util.concurrent.ExecutorService;
            import java.util.concurrent.CompletableFuture;
            import javax.sql.DataSource;

            public final class Fragment {
                static final Duration UPTIME = Duration.ofMillis(1);

                record Email(String to, String subject) {}

                static void send(Email email) {}

                static void post(String payload) {}

                static void print(String payload) {}

                public static void main(String[] args) throws Exception {
                    HonkerDataSource dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + args[0]);
                    try (Database db = Honker.open(args[0])) {
                        db.transactionVoid(tx -> {
                            tx.execute("create table orders (id integer primary key, item text)");
                            tx.execute("create table receipts (order_id integer, text text)");
                        });
                        body(db, dataSource);
                    }
                }

                static void body(Database db, DataSource dataSource) throws Exception {
            // the listing
                }
            }
            """;

    private final Fenced fenced;
    private final String frame;

    /** A listing for the frame of most pages. */
    public Listing(Fenced fenced) {
        this(fenced, FRAME);
    }

    /** A listing for a frame of its own. */
    public Listing(Fenced fenced, String frame) {
        this.fenced = fenced;
        this.frame = frame;
    }

    /** Compiles it, runs it on a fresh file in the folder, and compares what it prints with what it promises. */
    public void check(Path folder) throws Exception {
        Matcher program = PROGRAM.matcher(fenced.text());
        String name = program.find() ? program.group(1) : "Fragment";
        String source = name.equals("Fragment") ? frame.replace(MARK, fenced.text()) : fenced.text();
        String printed = Program.compile(folder, name, source)
                .run(folder.resolve("app.db").toString());
        List<String> promised = promised();
        if (!promised.isEmpty()) {
            assertThat(printed.strip())
                    .as(fenced.place())
                    .matches(promised.stream().map(Listing::pattern).collect(Collectors.joining("\\R")));
        }
    }

    private List<String> promised() {
        List<String> promised = new ArrayList<>();
        Matcher promise = PROMISE.matcher(fenced.text());
        while (promise.find()) {
            promised.add(promise.group(1).strip());
        }
        return promised;
    }

    /** A pattern for a promised text. */
    public static String pattern(String promised) {
        return Arrays.stream(promised.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
