package dev.honker.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.pools.Pool.OpenPool;
import dev.honker.pools.Pool.Setup;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Queue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What listens to an application's statements hears of those, and of nothing that honker does to keep its promise. */
class QuietListenersTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> apisInBothModes() {
        return Arrays.stream(Api.values()).filter(Api::isOwn).flatMap(api -> Stream.of(true, false)
                .map(mode -> Arguments.of(api, mode)));
    }

    @ParameterizedTest
    @MethodSource("apisInBothModes")
    void listenersOfDatasourceProxyHearOfTheApplicationsStatementsOnly(Api api, boolean autoCommit) throws Exception {
        hearOfTheApplicationsStatementsOnly(Wrapping.DATASOURCE_PROXY, Wrapping.QUERIES.executions(), api, autoCommit);
    }

    @ParameterizedTest
    @MethodSource("apisInBothModes")
    void theLogOfP6SpyHasTheApplicationsStatementsOnly(Api api, boolean autoCommit) throws Exception {
        hearOfTheApplicationsStatementsOnly(Wrapping.P6SPY, SpyLog.STATEMENTS, api, autoCommit);
    }

    private void hearOfTheApplicationsStatementsOnly(
            Wrapping wrapping, Queue<String> heard, Api api, boolean autoCommit) throws Exception {
        heard.clear();
        try (OpenPool open = wrapping.open(setup(autoCommit))) {
            DataSource pool = open.dataSource();
            api.run(pool, tx -> tx.queue("mail").enqueue("{}"));
            api.run(pool, tx -> {
                tx.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY)");
                tx.queue("mail").enqueue("{}");
            });
            assertThatThrownBy(() -> api.run(pool, tx -> {
                        tx.queue("mail").enqueue("{}");
                        throw new IllegalStateException("declined");
                    }))
                    .hasMessage("declined");
            try (Database database = Honker.of(pool)) {
                database.queue("mail").enqueue("{}");
                assertThat(database.queue("mail").size()).isEqualTo(3);
            }
        }
        assertThat(heard).containsExactly("CREATE TABLE orders(id INTEGER PRIMARY KEY)");
    }

    @ParameterizedTest
    @EnumSource
    void aWrapperAroundDruidRollsBackWhatOnlyHonkerDid(Wrapping wrapping) throws Exception {
        try (OpenPool open = wrapping.open(Pool.DRUID, setup(true));
                Database look = Honker.open(folder.resolve("app.db"))) {
            try (Connection connection = open.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Honker.on(connection).queue("mail").enqueue("{}");
                connection.rollback();
                assertThat(look.queue("mail").size()).isZero();
                Honker.on(connection).queue("mail").enqueue("{}");
            }
            assertThat(look.queue("mail").size()).isZero();
        }
    }

    private Setup setup(boolean autoCommit) {
        return new Setup("jdbc:honker:sqlite:" + folder.resolve("app.db"), 2, autoCommit);
    }
}
