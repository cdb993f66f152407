package dev.honker.example.shop.mybatis;

import dev.honker.Job;
import dev.honker.Transaction;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.mybatis.HonkerSession;
import java.time.Instant;
import java.util.Collections;

/** Writes a sales report and ends its job, in one transaction. Safe for use by several threads. */
final class ReportWriter implements SalesReports {

    private final Transactions transactions;

    ReportWriter(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void write(Job job) {
        Long firedAt = job.fireTime().map(Instant::getEpochSecond).orElse(null);
        transactions.run(session -> {
            Transaction honker = HonkerSession.of(session);
            honker.execute(WRITE, Collections.singletonList(firedAt));
            job.ackInOrThrow(honker);
        });
    }
}
