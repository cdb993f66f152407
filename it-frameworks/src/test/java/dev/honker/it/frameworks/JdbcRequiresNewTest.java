package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class JdbcRequiresNewTest extends RequiresNewContract {

    @Override
    Class<?> configuration() {
        return Beans.class;
    }

    @ParameterizedTest
    @EnumSource
    void aStatementOutsideAnyTransactionIsWrittenBeside(Driver driver) throws Exception {
        on(driver, (services, file) -> {
            services.orders().countThenAuditWithoutTransaction();
            assertThat(file.number("SELECT count(*) FROM audits")).isEqualTo(1);
        });
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AuditedServices.Beans.class)
    static class Beans {
        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        AuditedServices.Statements statements(DataSource dataSource) {
            return new Templates(new JdbcTemplate(dataSource));
        }
    }

    private record Templates(JdbcTemplate jdbc) implements AuditedServices.Statements {
        @Override
        public long count(String table) {
            Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
            return count == null ? 0 : count;
        }

        @Override
        public void insert(String table, String text) {
            jdbc.update("INSERT INTO " + table + " VALUES (NULL, ?)", text);
        }
    }
}
