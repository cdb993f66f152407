package com.example;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Task;
import dev.honker.TaskResult;
import dev.honker.TaskWorkerHandle;
import dev.honker.Tasks;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** Uses what needs other libraries: the driver by its service file, payloads by Jackson, proxies by Byte Buddy. */
public class Typed {

    public static class Greetings {

        @Task(queue = "greetings")
        public TaskResult<String> greet(String name) {
            return TaskResult.of("hello " + name);
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sqlite_version()")) {
            System.out.println("SQLite " + row.getString(1));
        }
        try (Database db = Honker.open(arguments[0])) {
            Tasks tasks = db.tasks();
            tasks.register(new Greetings());
            TaskResult<String> greeting = tasks.proxy(Greetings.class).greet("ada");
            try (TaskWorkerHandle worker = tasks.run()) {
                String text = greeting.await(Duration.ofSeconds(30));
                if (!text.equals("hello ada")) {
                    throw new IllegalStateException(text);
                }
            }
        }
    }
}
