package dev.honker.example.shop.springboot;

import dev.honker.spring.HonkerScheduled;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Reports each second what was sold since the last report; both JVMs run it, and each second is reported once. */
@Component
class SalesReport {

    static final String NAME = "sales-report";

    private final OfficeRows rows;

    SalesReport(OfficeRows rows) {
        this.rows = rows;
    }

    @HonkerScheduled(cron = "* * * * * *", name = NAME, transactional = true)
    void write(Instant boundary) {
        rows.addReport(boundary);
    }
}
