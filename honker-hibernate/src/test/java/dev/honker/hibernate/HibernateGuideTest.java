package dev.honker.hibernate;

import dev.honker.support.docs.GuideContract;

/** The listings of the guide. */
class HibernateGuideTest extends GuideContract {

    private static final String FRAME = """
            import com.zaxxer.hikari.HikariDataSource;
            import dev.honker.*;
            import dev.honker.hibernate.*;
            import jakarta.persistence.*;
            import java.time.Duration;
            import java.util.List;
            import java.util.concurrent.TimeUnit;
            import org.hibernate.Session;
            import org.hibernate.SessionFactory;
            import org.hibernate.StatelessSession;
            import org.hibernate.cfg.Configuration;

            public final class Fragment {

                record Receipt(long order, String item) {}

                @Entity(name = "Order")
                @Table(name = "orders")
                static class Order {
                    @Id
                    @GeneratedValue(strategy = GenerationType.IDENTITY)
                    Long id;

                    String item;

                    boolean printed;

                    Order() {}

                    Order(String item) {
                        this.item = item;
                    }
                }

                public static void main(String[] args) throws Exception {
                    try (HikariDataSource dataSource = new HikariDataSource()) {
                        dataSource.setJdbcUrl("jdbc:honker:sqlite:" + args[0]);
                        Configuration configuration = new Configuration().addAnnotatedClass(Order.class);
                        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
                        configuration.setProperty("hibernate.hbm2ddl.auto", "update");
                        try (Database db = Honker.of(dataSource);
                                SessionFactory factory = configuration.buildSessionFactory()) {
                            body(factory, db);
                        }
                    }
                }

                static void body(SessionFactory factory, Database db) throws Exception {
            // the listing
                }
            }
            """;

    HibernateGuideTest() {
        super("docs/hibernate.md", FRAME);
    }
}
