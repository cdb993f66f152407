package dev.honker.example.shop.springboot;

import dev.honker.example.shop.office.SalesReports;
import dev.honker.spring.HonkerScheduled;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports each second what was sold since the last report; both JVMs run it, and each second is reported once. */
@Component
class SalesReport {

    static final String NAME = "sales-report";

    private final JdbcClient jdbc;

    SalesReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @HonkerScheduled(cron = "* * * * * *", name = NAME, transactional = true)
    void write(Instant boundary) {
        jdbc.sql(SalesReports.WRITE).param(boundary.getEpochSecond()).update();
    }
}
