package dev.honker.it.frameworks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

class JpaRequiresNewTest extends RequiresNewContract {

    @Override
    Class<?> configuration() {
        return Beans.class;
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AuditedServices.Beans.class)
    static class Beans {
        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(dataSource);
            factory.setPackagesToScan(JpaRequiresNewTest.class.getPackageName());
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            Properties properties = new Properties();
            properties.setProperty("hibernate.dialect", "org.hibernate.community.dialect.SQLiteDialect");
            factory.setJpaProperties(properties);
            return factory;
        }

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }

        @Bean
        AuditedServices.Statements statements(EntityManagerFactory factory) {
            return new Entities(SharedEntityManagerCreator.createSharedEntityManager(factory));
        }
    }

    private record Entities(EntityManager entities) implements AuditedServices.Statements {
        @Override
        public long count(String table) {
            String entity = table.equals("orders") ? "StoredOrder" : "StoredAudit";
            return entities.createQuery("select count(e) from " + entity + " e", Long.class)
                    .getSingleResult();
        }

        @Override
        public void insert(String table, String text) {
            entities.persist(table.equals("orders") ? new StoredOrder(text) : new StoredAudit(text));
            entities.flush();
        }
    }

    @Entity(name = "StoredOrder")
    @Table(name = "orders")
    static class StoredOrder {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false)
        String item;

        protected StoredOrder() {}

        StoredOrder(String item) {
            this.item = item;
        }
    }

    @Entity(name = "StoredAudit")
    @Table(name = "audits")
    static class StoredAudit {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false)
        String note;

        protected StoredAudit() {}

        StoredAudit(String note) {
            this.note = note;
        }
    }
}
