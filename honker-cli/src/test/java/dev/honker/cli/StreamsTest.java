package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.honker.Database;
import dev.honker.Stream;
import org.junit.jupiter.api.Test;

/** {@code streams} and {@code consumers}. */
class StreamsTest extends CliFixture {

    private void publish() {
        try (Database database = open()) {
            Stream orders = database.stream("orders");
            orders.publish("1");
            database.stream("other").publish("x");
            orders.publish("2");
            orders.publish("3");
            orders.saveOffset("billing", 1);
            orders.saveOffset("audit", 4);
            database.stream("gone").saveOffset("late", 9);
        }
    }

    @Test
    void streamsAreListedWithTheirEvents() {
        publish();
        honker("streams").isOk().says("TOPIC", "EVENTS", "FIRST OFFSET", "LAST OFFSET");
        JsonNode streams = honker("streams", "--json").isOk().json();
        assertThat(streams.toString())
                .isEqualTo("[{\"topic\":\"gone\",\"events\":0,\"first_offset\":null,\"last_offset\":null},"
                        + "{\"topic\":\"orders\",\"events\":3,\"first_offset\":1,\"last_offset\":4},"
                        + "{\"topic\":\"other\",\"events\":1,\"first_offset\":2,\"last_offset\":2}]");
    }

    @Test
    void consumersAreListedWithTheEventsThatTheyHaveNotSeen() {
        publish();
        assertThat(honker("consumers", "orders", "--json").isOk().json().toString())
                .isEqualTo("[{\"topic\":\"orders\",\"consumer\":\"audit\",\"offset\":4,\"lag\":0},"
                        + "{\"topic\":\"orders\",\"consumer\":\"billing\",\"offset\":1,\"lag\":2}]");
        assertThat(honker("consumers", "--json").isOk().json()).hasSize(3);
        honker("consumers").isOk().says("CONSUMER", "LAG", "billing", "late");
    }

    @Test
    void lagFallsWhenTheConsumerReads() {
        publish();
        honker("tail", "orders", "--consumer", "billing", "--no-follow").isOk();
        assertThat(honker("consumers", "orders", "--json")
                        .json()
                        .get(1)
                        .get("lag")
                        .asInt())
                .isZero();
    }

    @Test
    void whereThereIsNothingThatIsSaid() {
        open().close();
        honker("streams").isOk().says("no stream");
        honker("consumers").isOk().says("no consumer");
        honker("consumers", "t").isOk().says("no consumer of t");
        honker("streams", "--json").isOk().says("[ ]");
    }
}
