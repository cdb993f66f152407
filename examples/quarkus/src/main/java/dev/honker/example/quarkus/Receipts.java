package dev.honker.example.quarkus;

import dev.honker.Database;
import dev.honker.Job;
import dev.honker.WorkerHandle;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Prints receipts from the start of the application to its end. */
@Singleton
public class Receipts {

    private final Database honker;
    private WorkerHandle worker;

    Receipts(Database honker) {
        this.honker = honker;
    }

    void start(@Observes StartupEvent event) {
        honker.transactionVoid(tx -> {
            tx.execute("create table if not exists orders (id integer primary key, item text not null)");
            tx.execute("create table if not exists receipts (job integer primary key, text text not null)");
        });
        worker = honker.queue("receipts").worker("printer", this::print);
    }

    /** Waits for the receipts that are being printed. */
    void stop(@Observes ShutdownEvent event) {
        worker.close();
    }

    private void print(Job job) {
        honker.transactionVoid(tx -> {
            tx.execute("insert into receipts values (?, ?)", List.of(job.id(), job.payloadJson()));
            job.ackInOrThrow(tx);
        });
    }
}
