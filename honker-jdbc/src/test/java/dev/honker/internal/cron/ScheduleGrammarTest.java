package dev.honker.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What parses and what does not, with the exact texts of the errors; where the reference implementation leaves the order or the quoting open,
 * the texts are what the reference implementation printed.
 */
class ScheduleGrammarTest {

    private static final long SUNDAY_12_30 = 1776601800;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    * * 0 * *             | cron field "0" out of range [1,31] or inverted
                    * * 32 * *            | cron field "32" out of range [1,31] or inverted
                    * * * 0 *             | cron field "0" out of range [1,12] or inverted
                    * * * 13 *            | cron field "13" out of range [1,12] or inverted
                    * * * * 7             | cron field "7" out of range [0,6] or inverted
                    * * * * 5-7           | cron field "5-7" out of range [0,6] or inverted
                    * * * * SUN           | cron field "SUN" not an integer
                    60 * * * *            | cron field "60" out of range [0,59] or inverted
                    * 24 * * *            | cron field "24" out of range [0,23] or inverted
                    60 * * * * *          | cron field "60" out of range [0,59] or inverted
                    * 60 * * * *          | cron field "60" out of range [0,59] or inverted
                    * * 24 * * *          | cron field "24" out of range [0,23] or inverted
                    0 0 31 2 * *          | cron field "31" out of range [0,23] or inverted
                    30-10 * * * *         | cron field "30-10" out of range [0,59] or inverted
                    50-70/5 * * * *       | cron field "50-70/5" out of range [0,59] or inverted
                    */x * * * *           | cron step must be a positive integer: "*/x"
                    */ * * * *            | cron step must be a positive integer: "*/"
                    */+ * * * *           | cron step must be a positive integer: "*/+"
                    */-1 * * * *          | cron step must be a positive integer: "*/-1"
                    */4294967296 * * * *  | cron step must be a positive integer: "*/4294967296"
                    / * * * *             | cron step must be a positive integer: "/"
                    1/2/3 * * * *         | cron step must be a positive integer: "1/2/3"
                    */0/x * * * *         | cron step must be a positive integer: "*/0/x"
                    */0 * * * *           | cron step must be positive: "*/0"
                    */+000 * * * *        | cron step must be positive: "*/+000"
                    /0 * * * *            | cron step must be positive: "/0"
                    x/0 * * * *           | cron step must be positive: "x/0"
                    60/0 * * * *          | cron step must be positive: "60/0"
                    /5 * * * *            | cron field "/5" not an integer
                    99999999999/2 * * * * | cron field "99999999999/2" not an integer
                    1- * * * *            | cron field "1-" not an integer
                    -1 * * * *            | cron field "-1" not an integer
                    1-5-7 * * * *         | cron field "1-5-7" not an integer
                    70-x * * * *          | cron field "70-x" not an integer
                    1, * * * *            | cron field "" not an integer
                    ,1 * * * *            | cron field "" not an integer
                    ? * * * *             | cron field "?" not an integer
                    *-5 * * * *           | cron field "*-5" not an integer
                    + * * * *             | cron field "+" not an integer
                    ++5 * * * *           | cron field "++5" not an integer
                    ٣ * * * *             | cron field "٣" not an integer
                    5L * * * *            | cron field "5L" not an integer
                    4294967295 * * * *    | cron field "4294967295" out of range [0,59] or inverted
                    4294967296 * * * *    | cron field "4294967296" not an integer
                    1,x,60 * * * *        | cron field "x" not an integer
                    1,60,x * * * *        | cron field "60" out of range [0,59] or inverted
                    * 99 x 99 99          | cron field "99" out of range [0,23] or inverted
                    @every                | interval expression must be '@every <n><unit>'
                    @everyday             | interval expression must be '@every <n><unit>'; got "day"
                    @every +5s            | interval expression must be '@every <n><unit>'; got "+5s"
                    @every -5s            | interval expression must be '@every <n><unit>'; got "-5s"
                    @every 5              | interval expression must be '@every <n><unit>'; got "5"
                    @every s              | interval expression must be '@every <n><unit>'; got "s"
                    @every ٣s             | interval expression must be '@every <n><unit>'; got "٣s"
                    @every 5 s            | unsupported interval unit " s"; expected one of s, m, h, d
                    @every 1.5s           | unsupported interval unit ".5s"; expected one of s, m, h, d
                    @every 1h30m          | unsupported interval unit "h30m"; expected one of s, m, h, d
                    @every 5w             | unsupported interval unit "w"; expected one of s, m, h, d
                    @every 5S             | unsupported interval unit "S"; expected one of s, m, h, d
                    @every 0s             | interval count must be positive: "0s"
                    @every 00w            | interval count must be positive: "00w"
                    @every 9223372036854775808s | interval count must be an integer: "9223372036854775808s"
                    @every 99999999999999999999w | interval count must be an integer: "99999999999999999999w"
                    @every 9223372036854775807m | interval is too large: "9223372036854775807m"
                    """)
    void malformedExpressionIsRefusedWithTheTextOfEveryPeer(String expression, String message) {
        assertRefused(expression, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``            | 0 | ``
                    @daily        | 1 | @daily
                    @EVERY 5s     | 2 | @EVERY 5s
                    ` * * * * `   | 4 | * * * *
                    * * *         | 3 | * * *
                    * * * * * * * | 7 | * * * * * * *
                    """)
    void wrongNumberOfFieldsIsRefusedWithTheTrimmedExpression(String expression, int count, String shown) {
        assertRefused(expression, fieldCount(count, '"' + shown + '"'));
    }

    @Test
    void fragmentsAreQuotedAsRustDebugStrings() {
        assertRefused("é\u0301\0\u007f\u200b\u00ad'\"\\\t * * *", fieldCount(4, """
                "é\\u{301}\\0\\u{7f}\\u{200b}\\u{ad}'\\"\\\\\\t * * *\""""));
        assertRefused("*\r\n*\u00a0*\u2028*", fieldCount(4, "\"*\\r\\n*\\u{a0}*\\u{2028}*\""));
        assertRefused(
                "\uff9e\u09be\u0903\ue000\u0378 * * * *",
                "cron field \"\\u{ff9e}\\u{9be}\u0903\\u{e000}\\u{378}\" not an integer");
        assertRefused("\ud83d\ude00\udb40\udc20 * * * *", "cron field \"\ud83d\ude00\\u{e0020}\" not an integer");
        assertRefused("\ud834\udd65 * * * *", "cron field \"\\u{1d165}\" not an integer");
        assertRefused("@every 5\ts\n x", "unsupported interval unit \"\\ts\\n x\"; expected one of s, m, h, d");
    }

    @Test
    void everyUnicodeSpaceSeparatesAndIsTrimmed() throws SQLException {
        int[] spaces = {0x9, 0xa, 0xb, 0xc, 0xd, 0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000};
        for (int space : spaces) {
            assertSpace((char) space);
        }
        for (char space = '\u2000'; space <= '\u200a'; space++) {
            assertSpace(space);
        }
    }

    @Test
    void whatIsNoUnicodeSpaceDoesNotSeparate() {
        for (char other : new char[] {'\u001c', '\u001f', '\u180e', '\u200b', '\u2060', '\ufeff'}) {
            String shown = "\"*\\u{" + Integer.toHexString(other) + "}* * * *\"";
            assertRefused("*" + other + "* * * *", fieldCount(4, shown));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    @every5s                         | 5
                    @every   5s                      | 5
                    ` @every 0000000000000000000005s ` | 5
                    @every 1d                        | 86400
                    @every 2h                        | 7200
                    +5 * * * *                       | 2100
                    05 * * * *                       | 2100
                    000000000000000000005 * * * *    | 2100
                    +00005-+00007 * * * *            | 2100
                    5/4294967295 * * * *             | 2100
                    */+5 * * * *                     | 300
                    *,5 * * * *                      | 60
                    5,5,5 * * * *                    | 2100
                    7/1,5 * * * *                    | 2100
                    40-59/19 * * * *                 | 600
                    0-0 13-13 * * 0-0                | 1800
                    0 0 */31 * *                     | 991800
                    """)
    void acceptedOdditiesFireAfterSoManySeconds(String expression, long seconds) throws SQLException {
        assertThat(ScheduleExpression.parse(expression).next(SUNDAY_12_30, ZoneOffset.UTC) - SUNDAY_12_30)
                .isEqualTo(seconds);
    }

    @Test
    void expressionIsKeptAsGivenAndKnowsItsForm() throws SQLException {
        assertThat(ScheduleExpression.parse(" * * * * *\n")).hasToString(" * * * * *\n");
        assertThat(ScheduleExpression.parse(" * * * * *").isInterval()).isFalse();
        assertThat(ScheduleExpression.parse(" @every 1s").isInterval()).isTrue();
    }

    private static void assertSpace(char space) throws SQLException {
        String run = String.valueOf(space).repeat(2);
        String cron = run + String.join(run, List.of("5", "*", "*", "*", "*")) + run;
        assertThat(ScheduleExpression.parse(cron).next(SUNDAY_12_30, ZoneOffset.UTC))
                .as("U+%04X", (int) space)
                .isEqualTo(SUNDAY_12_30 + 2100);
        assertThat(ScheduleExpression.parse(run + "@every" + run + "5s" + run).next(0, ZoneOffset.UTC))
                .as("U+%04X", (int) space)
                .isEqualTo(5);
    }

    private static String fieldCount(int count, String quoted) {
        return "schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got " + count + ": " + quoted;
    }

    private static void assertRefused(String expression, String message) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression))
                .hasMessage(message)
                .asInstanceOf(InstanceOfAssertFactories.type(SQLDataException.class))
                .returns("22023", SQLException::getSQLState)
                .returns(1, SQLException::getErrorCode);
    }
}
