package dev.honker.benchmarks.child;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** The first connection of a JVM: URL. Prints the nanoseconds from before it is asked for to after its first row. */
public final class FirstStatement {

    private FirstStatement() {}

    /** The program. */
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM item")) {
            row.next();
            System.out.println(System.nanoTime() - start);
        }
    }
}
