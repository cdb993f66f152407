package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Transaction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SpringSessionTest {

    private HikariDataSource pool;
    private SqlSessionTemplate session;
    private TransactionTemplate transactions;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:honker:sqlite:" + folder.resolve("shop.db"));
        pool = new HikariDataSource(config);
        SqlSessionFactoryBean sessions = new SqlSessionFactoryBean();
        Configuration configuration = new Configuration();
        configuration.addMapper(HonkerMapper.class);
        configuration.addMapper(PlainMybatisTest.Announcer.class);
        sessions.setConfiguration(configuration);
        sessions.setDataSource(pool);
        session = new SqlSessionTemplate(sessions.getObject());
        transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void theMapperAndTheTypedApiAreInSpringsTransaction() {
        transactions.executeWithoutResult(status -> {
            HonkerMapper honker = session.getMapper(HonkerMapper.class);
            assertThat(List.of(honker.notify("orders", "{}"), honker.notify("orders", "{}")))
                    .containsExactly(1L, 2L);
            Transaction typed = HonkerSession.of(session);
            assertThat(typed.notify("orders", "{}")).isEqualTo(3);
            status.setRollbackOnly();
        });
        assertThat(rows("sqlite_schema")).isZero();

        transactions.executeWithoutResult(
                status -> HonkerSession.of(session).queue("receipts").enqueue("{}"));
        assertThat(rows("_honker_live")).isEqualTo(1);
    }

    @Test
    void onPlainMybatisTheSecondCallIsSkippedInSpringTooAndTheGuardRefusesIt() {
        transactions.executeWithoutResult(status -> {
            PlainMybatisTest.Announcer plain = session.getMapper(PlainMybatisTest.Announcer.class);
            assertThat(plain.bare("{}")).isEqualTo(plain.bare("{}"));
        });
        assertThat(rows("_honker_notifications")).isEqualTo(1);

        session.getConfiguration().addInterceptor(new HonkerGuard());
        assertThatThrownBy(() -> transactions.executeWithoutResult(status ->
                        session.getMapper(PlainMybatisTest.Announcer.class).bare("{}")))
                .rootCause()
                .isInstanceOf(HonkerInvalidOptionException.class);
        assertThat(rows("_honker_notifications")).isEqualTo(1);
    }

    @Test
    void outsideATransactionTheMapperCommitsByItselfAndTheTypedApiIsRefused() {
        session.getMapper(HonkerMapper.class).notify("orders", "{}");
        assertThat(rows("_honker_notifications")).isEqualTo(1);

        assertThatExceptionOfType(HonkerException.class)
                .isThrownBy(() -> HonkerSession.of(session).notify("orders", "{}"))
                .withMessageContaining("only inside a Spring transaction");
        assertThat(rows("_honker_notifications")).isEqualTo(1);
    }

    @Test
    void aPoolThatIsClosedIsTheDriversError() {
        pool.close();

        assertThatThrownBy(() -> transactions.executeWithoutResult(
                        status -> HonkerSession.of(session).notify("orders", "{}")))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThatExceptionOfType(HonkerException.class)
                .isThrownBy(() -> HonkerSession.of(session).notify("orders", "{}"))
                .havingCause()
                .isInstanceOf(SQLException.class);
    }

    private long rows(String table) {
        return new JdbcTemplate(pool).queryForObject("select count(*) from " + table, Long.class);
    }
}
