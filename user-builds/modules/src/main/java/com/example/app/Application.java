package com.example.app;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Queue;
import dev.honker.WaitOptions;
import dev.honker.WorkerHandle;
import java.sql.Connection;
import java.sql.DriverManager;

public class Application {

    public static void main(String[] arguments) throws Exception {
        String url = "jdbc:honker:sqlite:" + arguments[0];
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("create table if not exists orders (id integer primary key)");
        }
        try (Database db = Honker.open(arguments[0])) {
            Queue receipts = db.queue("receipts");
            long job = receipts.enqueue("{}");
            try (WorkerHandle worker = receipts.worker("printer", any -> receipts.saveResult(any.id(), "1"))) {
                System.out.println(receipts.waitResult(job, WaitOptions.forever()) + " of "
                        + Application.class.getModule() + " and " + Honker.class.getModule());
            }
        }
    }
}
