package dev.honker.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** Tables, lines and JSON. */
class OutputTest {

    private static final List<String> COLUMNS = List.of("name", "count", "age_s");

    private static final List<Fields> ROWS = List.of(
            Fields.of("name", "a").with("count", 5, Style.BAD).with("age_s", Duration.ofSeconds(75)),
            Fields.of("name", "longer\u001b[2J\n")
                    .with("count", 1000L)
                    .with("age_s", null)
                    .with("hidden", true));

    private static String text(Ansi ansi, Consumer<Output> work) {
        StringWriter text = new StringWriter();
        work.accept(new TextOutput(new PrintWriter(text), ansi));
        return text.toString();
    }

    private static String json(Consumer<Output> work) {
        StringWriter text = new StringWriter();
        work.accept(new JsonOutput(new PrintWriter(text)));
        return text.toString().replaceAll("\\s+", "");
    }

    @Test
    void columnsAreAsWideAsTheirWidestValue() {
        assertThat(text(Ansi.OFF, out -> out.list(COLUMNS, ROWS, "none")).lines())
                .containsExactly(
                        "NAME               COUNT  AGE",
                        "a                      5  1m 15s",
                        "longer\\u001b[2J\\n   1000");
    }

    @Test
    void noWayOfPrintingLetsATextTakeOverTheTerminal() {
        Fields hostile = Fields.of("name", "a\u001b[2J\rb");
        assertThat(text(Ansi.OFF, out -> out.next(List.of("name"), hostile)))
                .isEqualToIgnoringNewLines("a\\u001b[2J\\u000db");
        assertThat(text(Ansi.OFF, out -> out.show(hostile)))
                .contains("a\\u001b[2J")
                .doesNotContain("\u001b", "\r");
        assertThat(text(Ansi.OFF, out -> out.done("a\u001b[2J", hostile))).doesNotContain("\u001b");
        assertThat(text(Ansi.OFF, out -> out.remark("a\u001b[2J"))).doesNotContain("\u001b");
    }

    @Test
    void noWayOfPrintingLetsThroughWhatTerminalsActOn() {
        for (int character : new int[] {
            0x07, 0x1b, 0x7f, 0x85, 0x9b, 0x61c, 0x200e, 0x200f, 0x202e, 0x2028, 0x2029, 0x2066, 0x206f, 0xd800
        }) {
            String raw = Character.toString(character);
            Fields hostile = Fields.of("name", "a" + raw + "b").with("names", List.of(raw));
            List<Consumer<Output>> ways = List.of(
                    out -> out.list(List.of("name", "names"), List.of(hostile), "none"),
                    out -> out.show(hostile),
                    out -> out.next(List.of("name", "names"), hostile),
                    out -> out.done("a" + raw, hostile),
                    out -> out.event("a" + raw, hostile));
            for (Consumer<Output> way : ways) {
                assertThat(text(Ansi.OFF, way)).doesNotContain(raw);
                assertThat(json(way)).doesNotContain(raw).containsIgnoringCase(String.format("a\\u%04xb", character));
            }
        }
    }

    @Test
    void lettersEmojiAndJoinersStay() {
        String text = "é 漢 👩\u200d🔬 می\u200cخواهم";
        assertThat(text(Ansi.OFF, out -> out.next(List.of("name"), Fields.of("name", text))))
                .isEqualToIgnoringNewLines(text);
        assertThat(json(out -> out.next(List.of("name"), Fields.of("name", text))))
                .contains("👩\u200d🔬");
    }

    @Test
    void coloursDoNotMoveColumns() {
        String coloured = text(Ansi.ON, out -> out.list(COLUMNS, ROWS, "none"));
        assertThat(coloured).contains("\u001b[31m5\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[\\d;]*m", ""))
                .isEqualTo(text(Ansi.OFF, out -> out.list(COLUMNS, ROWS, "none")));
    }

    @Test
    void longValuesAreCutInTablesOnly() {
        Fields fields = Fields.of("payload", "x".repeat(100));
        assertThat(text(Ansi.OFF, out -> out.list(List.of("payload"), List.of(fields), "none")))
                .contains("x".repeat(59) + "…");
        assertThat(text(Ansi.OFF, out -> out.show(fields))).contains("x".repeat(100));
        assertThat(text(Ansi.OFF, out -> out.next(List.of("payload"), fields))).contains("x".repeat(100));
    }

    @Test
    void jsonHasAllFieldsWithTheirTypes() {
        assertThat(json(out -> out.list(COLUMNS, ROWS, "none")))
                .isEqualTo("[{\"name\":\"a\",\"count\":5,\"age_s\":75},"
                        + "{\"name\":\"longer\\u001B[2J\\n\",\"count\":1000,\"age_s\":null,\"hidden\":true}]");
        assertThat(json(out -> out.show(Fields.of("at", Instant.EPOCH)
                        .with("size", new Size(5))
                        .with("rows", List.of(Fields.of("a", 1))))))
                .isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"size\":5,\"rows\":[{\"a\":1}]}");
        assertThat(json(out -> out.list(COLUMNS, List.of(), "none"))).isEqualTo("[]");
        assertThat(json(out -> out.remark("nothing"))).isEmpty();
    }

    @Test
    void showKeepsTheLinesOfAText() {
        assertThat(text(
                                Ansi.OFF,
                                out -> out.show(Fields.of("id", 1)
                                        .with("error", "a\n\tb\u0007")
                                        .with("none", null)))
                        .lines())
                .containsExactly("ID     1", "ERROR  a", "           b\\u0007");
    }

    @Test
    void durationsAreReadable() {
        assertThat(Wording.duration(Duration.ZERO)).isEqualTo("0s");
        assertThat(Wording.duration(Duration.ofMillis(250))).isEqualTo("250ms");
        assertThat(Wording.duration(Duration.ofMillis(-250))).isEqualTo("-250ms");
        assertThat(Wording.duration(Duration.ofMillis(1_999))).isEqualTo("1s");
        assertThat(Wording.duration(Duration.ofSeconds(59))).isEqualTo("59s");
        assertThat(Wording.duration(Duration.ofSeconds(60))).isEqualTo("1m");
        assertThat(Wording.duration(Duration.ofSeconds(3_599))).isEqualTo("59m 59s");
        assertThat(Wording.duration(Duration.ofSeconds(7_260))).isEqualTo("2h 1m");
        assertThat(Wording.duration(Duration.ofHours(-50))).isEqualTo("-2d 2h");
    }

    @Test
    void timesBeyondTheCalendarHaveAWord() {
        assertThat(Wording.of(Instant.MAX)).isEqualTo("never");
        assertThat(Wording.of(Instant.MIN)).isEqualTo("long ago");
        assertThat(Wording.of(new Size(1_572_864))).isEqualTo("1.5 MiB");
    }
}
