package dev.honker.example.shop.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.UpdateEvents;
import dev.honker.example.shop.ShopCommand;
import dev.honker.example.shop.database.WorkFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

class OrdersByHttpTest {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext shop;

    @BeforeEach
    void start() throws Exception {
        Path file = folder.resolve("shop.db");
        WorkFile.fromCarriedRows(file);
        shop = Shop.start(ShopCommand.HONKER + file, WebApplicationType.SERVLET, 0, "office");
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void anOrderGetsItsReceiptAndIsToldOf() throws Exception {
        HttpResponse<Stream<String>> live = http.send(get("/orders/live"), BodyHandlers.ofLines());
        HttpResponse<String> placed = http.send(post("/orders/1"), BodyHandlers.ofString());
        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(placed.body()).isEqualTo("{\"number\":1,\"invoiceId\":413}");
        try (Stream<String> lines = live.body()) {
            Iterator<String> events =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(events.next())
                    .isEqualTo("data:{\"order\":1,\"invoice\":413,\"country\":\"Germany\",\"total\":1.98}");
        }
        try (UpdateEvents commits = shop.getBean(Database.class).updateEvents()) {
            HttpResponse<String> receipt = http.send(get("/orders/1/receipt"), BodyHandlers.ofString());
            while (receipt.statusCode() == 404) {
                assertThat(commits.awaitUpdate(Duration.ofSeconds(60))).isTrue();
                receipt = http.send(get("/orders/1/receipt"), BodyHandlers.ofString());
            }
            assertThat(receipt.body())
                    .startsWith("Order 1 for Leonie Köhler, Germany")
                    .endsWith("Total 1.98");
        }
    }

    @Test
    void aDeclinedOrderLeavesNothingButALetter() throws Exception {
        HttpResponse<String> declined = http.send(post("/orders/10"), BodyHandlers.ofString());
        assertThat(declined.statusCode()).isEqualTo(402);
        Database database = shop.getBean(Database.class);
        try (UpdateEvents commits = database.updateEvents()) {
            while (database.query("select * from Letter").isEmpty()) {
                assertThat(commits.awaitUpdate(Duration.ofSeconds(60))).isTrue();
            }
        }
        assertThat(database.query("select * from Invoice where InvoiceId > 412"))
                .isEmpty();
        assertThat(database.stream("orders").lastOffset()).isZero();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(uri(path)).build();
    }

    private HttpRequest post(String path) {
        return HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + shop.getEnvironment().getProperty("local.server.port") + path);
    }
}
