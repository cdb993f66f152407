package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.mybatis.HonkerGuard;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The guards of honker-jooq and honker-mybatis are there where these modules and tools are. */
class GuardsTest {

    interface Mapper {
        @Select("select honker_enqueue('receipts', '{}', null, null, 0, 3, null)")
        Long enqueueAsARead();
    }

    static class NoBeans {}

    @TempDir
    Path directory;

    @Test
    void jooqRefusesACallThatWouldSilentlyNotHappen() {
        try (var context = Started.withJpa("jdbc:honker:sqlite:" + directory.resolve("app.db"), NoBeans.class)) {
            DSLContext dsl = dsl(context);
            assertThatThrownBy(() -> dsl.fetchCount(
                            DSL.select(DSL.field("honker_enqueue('receipts', '{}', null, null, 0, 3, null)"))))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageStartingWith("refused: honker_enqueue inside another query");
            assertThat(dsl.fetchValue("select honker_enqueue('receipts', '{}', null, null, 0, 3, null)"))
                    .isNotNull();
        }
    }

    /** why by hand, too: that of Spring Boot 4 is in a module of its own and made for a jOOQ that needs Java 21. */
    private static DSLContext dsl(ConfigurableApplicationContext context) {
        return context.getBeanProvider(DSLContext.class)
                .getIfAvailable(() -> DSL.using(new DefaultConfiguration()
                        .set(SQLDialect.SQLITE)
                        .set(context.getBean(DataSource.class))
                        .set(context.getBeanProvider(ExecuteListenerProvider.class)
                                .orderedStream()
                                .toArray(ExecuteListenerProvider[]::new))));
    }

    @Test
    void mybatisRefusesAWriteThatIsMappedAsARead() {
        try (var context = Started.on(directory.resolve("app.db"), NoBeans.class)) {
            var configuration = new org.apache.ibatis.session.Configuration(
                    new Environment("app", new JdbcTransactionFactory(), context.getBean(DataSource.class)));
            // as MyBatis' own starter does
            context.getBeanProvider(Interceptor.class).forEach(configuration::addInterceptor);
            configuration.addMapper(Mapper.class);
            try (SqlSession session =
                    new SqlSessionFactoryBuilder().build(configuration).openSession()) {
                assertThatThrownBy(() -> session.getMapper(Mapper.class).enqueueAsARead())
                        .hasRootCauseInstanceOf(HonkerInvalidOptionException.class);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnGuards {
        @Bean
        HonkerGuard ownGuard() {
            return new HonkerGuard();
        }

        @Bean
        ExecuteListenerProvider honkerJooqGuard() {
            return new DefaultExecuteListenerProvider(new dev.honker.jooq.HonkerGuard());
        }
    }

    @Test
    void guardsOfTheApplicationsOwnReplaceThem() {
        try (var context = Started.on(
                directory.resolve("app.db"), OwnGuards.class, "spring.main.allow-bean-definition-overriding=false")) {
            assertThat(context.getBeansOfType(Interceptor.class)).containsOnlyKeys("ownGuard");
        }
    }

    @Test
    void theyGoWithHonkerItself() {
        try (var context = Started.on(directory.resolve("app.db"), NoBeans.class, "honker.enabled=false")) {
            assertThat(context.getBeansOfType(Interceptor.class)).isEmpty();
            assertThat(context.containsBean("honkerJooqGuard")).isFalse();
        }
    }
}
