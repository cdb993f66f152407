package dev.honker.example.shop.springboot;

import dev.honker.example.shop.ShopCommand;
import dev.honker.example.shop.database.QuietLogging;
import dev.honker.example.shop.database.WorkFile;
import dev.honker.example.shop.office.BackOffice;
import dev.honker.example.shop.office.SecondJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, and the command: {@code --serve} leaves it running, on port 8080, until it is interrupted. */
@SpringBootApplication
public class Shop {

    public static void main(String[] arguments) throws Exception {
        QuietLogging.configure();
        if (arguments.length == 2 && arguments[0].equals(SecondJvm.OFFICE)) {
            SecondJvm.dieWithTheShop();
            try (ConfigurableApplicationContext office = start(arguments[1], WebApplicationType.NONE, 0, "office")) {
                System.out.println(BackOffice.READY);
                System.out.println(office.getBean(Office.class).workUntilClosed());
            }
        } else if (arguments.length == 1 && arguments[0].equals("--serve")) {
            Path file = Files.createTempDirectory("honker-shop").resolve("shop.db");
            WorkFile.fromCarriedRows(file);
            start(ShopCommand.HONKER + file, WebApplicationType.SERVLET, 8080, "office");
            System.out.println("The shop on " + file + " takes orders: curl -X POST http://localhost:8080/orders/1");
        } else {
            new ShopCommand(Shop.class, SpringStore::open).main(arguments);
        }
    }

    /** The shop's JVM is the one that has no office. */
    static ConfigurableApplicationContext start(String url, WebApplicationType type, int port, String... profiles) {
        return new SpringApplicationBuilder(Shop.class)
                .web(type)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(true)
                .properties(Map.of("spring.datasource.url", url, "server.port", port))
                .profiles(profiles)
                .run();
    }
}
