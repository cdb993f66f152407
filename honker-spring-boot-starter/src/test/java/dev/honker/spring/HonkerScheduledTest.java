package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Job;
import dev.honker.MissedRuns;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

class HonkerScheduledTest {

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Reports reports(JdbcTemplate jdbc) {
            return new Reports(jdbc);
        }
    }

    static class Reports {
        final BlockingQueue<Instant> boundaries = new LinkedBlockingQueue<>();
        private final JdbcTemplate jdbc;

        Reports(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @HonkerScheduled(cron = "${reports.cron:*/1 * * * * *}", name = "sales", transactional = true)
        void sales(Instant boundary, Job job) {
            assertThat(job.queue()).isEqualTo("scheduled:sales");
            jdbc.update("insert into receipts (text) values (?)", boundary.toString());
            boundaries.add(boundary);
        }

        @HonkerScheduled(cron = "0 3 * * *", zone = "Europe/Berlin", maxAttempts = "7", missedRuns = MissedRuns.SKIP)
        void nightly() {}
    }

    @TempDir
    Path directory;

    @Test
    void eachBoundaryRunsOnceHoweverManyApplicationsRun() throws Exception {
        Path file = directory.resolve("app.db");
        Tables tables = Tables.make(file);
        try (ConfigurableApplicationContext one = Started.on(file, Beans.class);
                ConfigurableApplicationContext other = Started.on(file, Beans.class)) {
            Reports first = one.getBean(Reports.class);
            Reports second = other.getBean(Reports.class);
            for (int seen = 0; seen < 3; ) {
                Instant boundary = first.boundaries.poll(100, TimeUnit.MILLISECONDS);
                seen += boundary != null || second.boundaries.poll() != null ? 1 : 0;
            }
            assertThat(one.getBean(Database.class)
                            .scheduler(ZoneId.of("Europe/Berlin"))
                            .get("reports.nightly"))
                    .hasValueSatisfying(schedule -> {
                        assertThat(schedule.expression()).isEqualTo("0 3 * * *");
                        assertThat(schedule.queue()).isEqualTo("scheduled:reports.nightly");
                        assertThat(schedule.maxAttempts()).isEqualTo(7);
                    });
            assertThat(one.getBean(Database.class).scheduler().missedRuns("reports.nightly"))
                    .isEqualTo(MissedRuns.SKIP);
            assertThat(one.getBean(Database.class).scheduler().missedRuns("sales"))
                    .isEqualTo(MissedRuns.FIRE);
        }
        assertThat(tables.texts("select text from receipts"))
                .hasSizeGreaterThanOrEqualTo(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void anApplicationCanLeaveSchedulesToOthers() throws Exception {
        Path file = directory.resolve("app.db");
        Tables.make(file);
        try (ConfigurableApplicationContext context = Started.on(file, Beans.class, "honker.scheduler.enabled=false")) {
            Database database = context.getBean(Database.class);
            assertThat(database.openHandles()).noneMatch(handle -> handle.startsWith("scheduler"));
            database.scheduler(ZoneId.of("Europe/Berlin")).runNow("sales");
            assertThat(context.getBean(Reports.class).boundaries.poll(60, TimeUnit.SECONDS))
                    .isNotNull();
        }
    }
}
