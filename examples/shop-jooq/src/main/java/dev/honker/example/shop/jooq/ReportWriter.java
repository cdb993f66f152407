package dev.honker.example.shop.jooq;

import static org.jooq.impl.DSL.val;

import dev.honker.Job;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.jooq.Honker;
import java.time.Instant;
import org.jooq.DSLContext;

/** Writes a sales report and ends its job, in one transaction. Safe for use by several threads. */
final class ReportWriter implements SalesReports {

    private final DSLContext ctx;

    ReportWriter(DSLContext ctx) {
        this.ctx = ctx;
    }

    @Override
    public void write(Job job) {
        Long firedAt = job.fireTime().map(Instant::getEpochSecond).orElse(null);
        ctx.transaction(tx -> {
            tx.dsl().query(WRITE, val(firedAt, Long.class)).execute();
            job.ackInOrThrow(Honker.of(tx));
        });
    }
}
