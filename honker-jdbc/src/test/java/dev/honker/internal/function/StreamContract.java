package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Streams. */
public interface StreamContract extends FunctionFixture {

    @Test
    default void eventsAreDescribedToTheByte() throws SQLException {
        withinOneSecond(now -> {
            long first = number("honker_stream_publish", "t", null, "{\"n\":1}");
            number("honker_stream_publish", "other", "k", "x");
            long second = number("honker_stream_publish", "t", "k\n", "p");
            assertThat(second).isEqualTo(first + 2);
            String one = "{\"created_at\":" + now + ",\"key\":null,\"offset\":" + first
                    + ",\"payload\":\"{\\\"n\\\":1}\",\"topic\":\"t\"}";
            String two = "{\"created_at\":" + now + ",\"key\":\"k\\n\",\"offset\":" + second
                    + ",\"payload\":\"p\",\"topic\":\"t\"}";
            assertThat(text("honker_stream_read_since", "t", 0, 10)).isEqualTo("[" + one + "," + two + "]");
            assertThat(text("honker_stream_read_since", "t", -5, 1)).isEqualTo("[" + one + "]");
            assertThat(text("honker_stream_read_since", "t", first, 10)).isEqualTo("[" + two + "]");
            assertThat(text("honker_stream_read_since", "t", second, 10)).isEqualTo("[]");
            assertThat(text("honker_stream_read_since", "t", 0, 0)).isEqualTo("[]");
            assertThat(text("honker_stream_read_since", "nobody", 0, 10)).isEqualTo("[]");
        });
    }

    @Test
    default void blobPayloadOfAnEventIsReadAsText() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_stream(topic, key, payload, created_at) VALUES ('t', x'6b', x'70', 7)");
        assertThat(text("honker_stream_read_since", "t", 0, 10))
                .isEqualTo("[{\"created_at\":7,\"key\":\"k\",\"offset\":1,\"payload\":\"p\",\"topic\":\"t\"}]");
    }

    @Test
    default void offsetOnlyMovesForward() throws SQLException {
        assertThat(call("honker_stream_get_offset", "c", "t")).isEqualTo(0L);
        assertThat(call("honker_stream_save_offset", "c", "t", -3)).isEqualTo(1L);
        assertThat(call("honker_stream_get_offset", "c", "t")).isEqualTo(-3L);
        assertThat(call("honker_stream_save_offset", "c", "t", 7)).isEqualTo(1L);
        assertThat(call("honker_stream_save_offset", "c", "t", 7)).isEqualTo(0L);
        assertThat(call("honker_stream_save_offset", "c", "t", 6)).isEqualTo(0L);
        assertThat(call("honker_stream_get_offset", "c", "t")).isEqualTo(7L);
        assertThat(call("honker_stream_get_offset", "t", "c")).isEqualTo(0L);
        assertThat(call("honker_stream_save_offset", "c", "other", 1)).isEqualTo(1L);
        assertThat(rows("SELECT * FROM _honker_stream_consumers ORDER BY topic"))
                .containsExactly("c|other|1", "c|t|7");
    }
}
