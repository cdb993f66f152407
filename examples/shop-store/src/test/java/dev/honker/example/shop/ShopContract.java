package dev.honker.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.example.shop.database.WorkFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of each shop as a user runs it, second JVM and all; what it says and leaves in the file is the same for all. */
public abstract class ShopContract {

    private final ShopCommand shop;

    /**
     * @param main the shop's main class
     * @param stores how it opens its store
     */
    protected ShopContract(Class<?> main, Store.Opener stores) {
        this.shop = new ShopCommand(main, stores);
    }

    @TempDir
    protected Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void everyCommittedOrderGetsItsReceiptFromTheSecondJvmAndNoOtherDoes() throws Exception {
        Path kept = folder.resolve("kept.db");

        int exitCode = run("--keep", kept.toString());

        assertThat(exitCode).as(output()).isZero();
        assertThat(output())
                .containsPattern("orders committed +371 +ok")
                .containsPattern("orders rolled back +41 +ok")
                .containsPattern("receipts written +371 +ok")
                .containsPattern("receipts of rolled-back orders +0 +ok")
                .containsPattern("revenue projected from the stream +\\d+\\.\\d\\d +ok")
                .containsPattern("letters about declined cards +41 +ok")
                .containsPattern("sales reports +[1-9]\\d* +ok")
                .containsPattern("revenue in the sales reports +\\d+\\.\\d\\d +ok")
                .containsPattern("commit returned -> worker awake( +\\d+\\.\\d\\d){3} +ms")
                .contains(": 371 receipts written, 0 jobs retried, 371 orders heard of");
        assertThat(ask(kept, "select count(*) from Invoice")).isEqualTo("783");
        assertThat(ask(kept, "select count(*) from Receipt where OrderNumber % 10 = 0"))
                .isEqualTo("0");
        assertThat(ask(kept, "select Text from Receipt where OrderNumber = 1")).isEqualTo("""
                        Order 1 for Leonie Köhler, Germany
                        1 x Balls to the Wall, Accept
                        1 x Restless and Wild, Accept
                        Total 1.98""");
    }

    @Test
    void lessThanAHundredLinesOfTheShopAreAboutHonker() throws Exception {
        assertThat(HonkerCode.lines(Path.of("src/main/java"))).isBetween(30L, 99L);
    }

    @Test
    void aUsersOwnFileIsReplayedOnACopy() throws Exception {
        Path mine = folder.resolve("mine.db");
        WorkFile.fromCarriedRows(mine);
        update(mine, "update Invoice set InvoiceDate = replace(replace(InvoiceDate, 'T', ' '), 'Z', '')");
        update(mine, "delete from InvoiceLine where InvoiceId > 50");
        update(mine, "delete from Invoice where InvoiceId > 50");
        update(mine, "update Invoice set BillingAddress = null, BillingCity = null where InvoiceId = 1");

        int exitCode = run("--database", mine.toString());

        assertThat(exitCode).as(output()).isZero();
        assertThat(output()).containsPattern("receipts written +45 +ok");
        assertThat(ask(mine, "select count(*) from Invoice")).isEqualTo("50");
    }

    protected final int run(String... arguments) throws Exception {
        return shop.run(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
    }

    protected final String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    protected static String ask(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ShopCommand.PLAIN + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getString(1);
        }
    }

    private static void update(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ShopCommand.PLAIN + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
