package dev.honker.example.shop.springboot;

import dev.honker.BackgroundHandle;
import dev.honker.Database;
import dev.honker.StreamHandler;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.Store;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.spring.HonkerListeners;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The application for the course of a run. Its office are beans of the second JVM, so that nothing of it is to be had here. */
final class SpringStore implements Store {

    private final ConfigurableApplicationContext context;

    private SpringStore(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static SpringStore open(String url) {
        return new SpringStore(Shop.start(url, WebApplicationType.SERVLET, 0, "shop"));
    }

    @Override
    public DataSource pool() {
        return context.getBean(DataSource.class);
    }

    @Override
    public Orders orders() {
        return context.getBean(Orders.class);
    }

    @Override
    public BackgroundHandle reporting(Database honker) {
        return context.getBean(HonkerListeners.class).handle(SalesReport.NAME).orElseThrow();
    }

    @Override
    public TypedJobHandler<ReceiptJob> receipts() {
        throw inOffice();
    }

    @Override
    public StreamHandler revenue() {
        throw inOffice();
    }

    @Override
    public Letters letters() {
        throw inOffice();
    }

    @Override
    public SalesReports reports() {
        throw inOffice();
    }

    private static UnsupportedOperationException inOffice() {
        return new UnsupportedOperationException("methods with @HonkerListener do this: see Office");
    }

    @Override
    public void close() {
        context.close();
    }
}
