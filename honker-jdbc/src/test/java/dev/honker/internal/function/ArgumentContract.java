package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How every argument of every function is converted. */
public interface ArgumentContract extends FunctionFixture {

    String WHOLE =
            "honker: argument %d must be a whole number, but %s. Whole values bind fine even when the client sends"
                    + " them as REAL, which better-sqlite3 does for every JavaScript number.";

    /** Per function its arguments: T text, t text or NULL, I integer, i integer or NULL. */
    String[] FUNCTIONS = {
        "notify TT",
        "honker_bootstrap ",
        "honker_enqueue TTiiIIi",
        "honker_claim_batch TTII",
        "honker_ack IT",
        "honker_ack_batch TT",
        "honker_retry ITIT",
        "honker_fail ITT",
        "honker_heartbeat ITI",
        "honker_cancel I",
        "honker_get_job I",
        "honker_sweep_expired T",
        "honker_queue_next_claim_at T",
        "honker_lock_acquire TTI",
        "honker_lock_renew TTI",
        "honker_lock_release TT",
        "honker_rate_limit_try TII",
        "honker_rate_limit_sweep I",
        "honker_scheduler_register TTTTIi",
        "honker_scheduler_register TTTTIiI",
        "honker_scheduler_unregister T",
        "honker_scheduler_tick I",
        "honker_scheduler_soonest ",
        "honker_scheduler_pause T",
        "honker_scheduler_resume T",
        "honker_scheduler_list ",
        "honker_scheduler_update TttiiI",
        "honker_scheduler_update TttiiIiI",
        "honker_result_save ITI",
        "honker_result_get I",
        "honker_result_sweep ",
        "honker_stream_publish TtT",
        "honker_stream_read_since TII",
        "honker_stream_save_offset TTI",
        "honker_stream_get_offset TT",
        "honker_cron_next_after TI",
        "honker_update_watcher_open Tt",
        "honker_update_watcher_open Tti",
        "honker_update_watcher_wait II",
        "honker_update_watcher_close I",
    };

    @Test
    default void catalogHasExactlyTheFunctionsAndArities() {
        List<String> expected = new ArrayList<>();
        for (String function : FUNCTIONS) {
            String[] parts = function.split(" ", -1);
            expected.add(parts[0] + "/" + parts[1].length());
        }
        assertThat(SqlFunctions.all())
                .extracting(function -> function.sqlName() + "/" + function.arity())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @TestFactory
    default List<DynamicTest> wrongStorageClassNamesTheClassAndTheIndex() {
        Map<Character, Map<String, @Nullable Object>> wrong = Map.of(
                'T', classes("Null", "Integer", "Real", "Blob", "Blob, empty"),
                't', classes("Integer", "Real", "Blob", "Blob, empty"),
                'I', classes("Null", "Text", "Blob", "Blob, empty"),
                'i', classes("Text", "Blob", "Blob, empty"));
        List<DynamicTest> tests = new ArrayList<>();
        for (String function : FUNCTIONS) {
            String[] parts = function.split(" ", -1);
            for (int i = 0; i < parts[1].length(); i++) {
                int index = i;
                wrong.get(parts[1].charAt(i))
                        .forEach((name, value) -> tests.add(dynamicTest(function + " " + index + " " + name, () -> {
                            @Nullable Object[] arguments = good(parts[1]);
                            arguments[index] = value;
                            refused(
                                    parts[0],
                                    arguments,
                                    "Invalid function parameter type " + name.split(",")[0] + " at index " + index);
                        })));
            }
        }
        return tests;
    }

    @TestFactory
    default List<DynamicTest> realThatIsNoWholeNumberIsExplained() {
        Map<Double, String> reasons = new LinkedHashMap<>();
        reasons.put(1.5, "1.5 has a fractional part");
        reasons.put(-0.1, "-0.1 has a fractional part");
        reasons.put(1e-7, "0.0000001 has a fractional part");
        reasons.put(2.0e-3, "0.002 has a fractional part");
        reasons.put(5.684341886080802e-14, "0.00000000000005684341886080802 has a fractional part");
        reasons.put(123456789.25, "123456789.25 has a fractional part");
        reasons.put(Double.POSITIVE_INFINITY, "infinite");
        reasons.put(Double.NEGATIVE_INFINITY, "infinite");
        reasons.put(0x1p63, "9.223372036854776e18 is outside the range of a 64-bit integer");
        reasons.put(-0x1.0000000000001p63, "-9.223372036854778e18 is outside the range of a 64-bit integer");
        reasons.put(1e300, "1e300 is outside the range of a 64-bit integer");
        reasons.put(-2.5e20, "-2.5e20 is outside the range of a 64-bit integer");
        List<DynamicTest> tests = new ArrayList<>();
        for (String function : FUNCTIONS) {
            String[] parts = function.split(" ", -1);
            for (int i = 0; i < parts[1].length(); i++) {
                if (Character.toUpperCase(parts[1].charAt(i)) == 'I') {
                    int index = i;
                    reasons.forEach((value, why) -> tests.add(dynamicTest(function + " " + index + " " + value, () -> {
                        @Nullable Object[] arguments = good(parts[1]);
                        arguments[index] = value;
                        refused(parts[0], arguments, WHOLE.formatted(index, why));
                    })));
                }
            }
        }
        return tests;
    }

    @Test
    default void wholeRealIsAnInteger() throws SQLException {
        long id = number("honker_enqueue", "q", "p", -0.0, null, 7.0, -0x1p63, 9007199254740993.0 - 1);
        assertThat(value("SELECT typeof(run_at) || run_at || '|' || typeof(priority) || priority || '|' || max_attempts"
                        + " FROM _honker_live WHERE id = " + id))
                .isEqualTo("integer0|integer7|-9223372036854775808");
        assertThat(call("honker_cancel", (double) id)).isEqualTo(1L);
    }

    @Test
    default void emptyTextIsATextAndNoNull() throws SQLException {
        long id = number("honker_enqueue", "", "", null, null, 0, 3, null);
        assertThat(value("SELECT typeof(queue) || typeof(payload) || length(payload) FROM _honker_live WHERE id = "
                        + id))
                .isEqualTo("texttext0");
        call("honker_stream_publish", "t", "", "");
        call("honker_stream_publish", "t", null, "");
        assertThat(rows("SELECT typeof(key), typeof(payload) FROM _honker_stream ORDER BY offset"))
                .containsExactly("text|text", "null|text");
        call("notify", "", "");
        assertThat(value("SELECT typeof(channel) || typeof(payload) FROM _honker_notifications"))
                .isEqualTo("texttext");
    }

    @Test
    default void firstBadArgumentFromTheLeftIsReported() {
        assertThat(error("honker_claim_batch", "q", 5, 1.5, "x"))
                .isEqualTo("Invalid function parameter type Integer at index 1");
        assertThat(error("honker_claim_batch", "q", "w", 1.5, "x"))
                .isEqualTo(WHOLE.formatted(2, "1.5 has a fractional part"));
        assertThat(error("honker_claim_batch", "q", "w", -1, "x"))
                .isEqualTo("Invalid function parameter type Text at index 3");
    }

    /** Values that each kind of argument accepts. */
    private static @Nullable Object[] good(String kinds) {
        @Nullable Object[] arguments = new Object[kinds.length()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = switch (kinds.charAt(i)) {
                case 'T' -> "text";
                case 'I' -> 1L;
                default -> null;
            };
        }
        return arguments;
    }

    private static Map<String, @Nullable Object> classes(String... names) {
        Map<String, @Nullable Object> classes = new LinkedHashMap<>();
        for (String name : names) {
            classes.put(
                    name,
                    switch (name) {
                        case "Integer" -> (Object) 5L;
                        case "Real" -> 5.0;
                        case "Text" -> "1";
                        case "Blob" -> new byte[] {49};
                        case "Blob, empty" -> new byte[0];
                        default -> null;
                    });
        }
        return classes;
    }

    private void refused(String function, @Nullable Object[] arguments, String text) throws SQLException {
        SQLException error = catchThrowableOfType(SQLException.class, () -> call(function, arguments));
        assertThat((Throwable) error).as("error of " + function).isNotNull();
        assertThat(textOf(error)).isEqualTo(text);
        assertThat(error.getErrorCode()).isEqualTo(1);
        assertThat(value("SELECT count(*) FROM sqlite_master"))
                .as("nothing was written")
                .isEqualTo("0");
    }
}
