package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.hibernate.Ledger.Account;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A factory that JPA built, and its other rules. */
class JpaTest {

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("app.db"), Ledger.ENTITIES);
    }

    @AfterEach
    void close() {
        AFTER_PERSIST.clear();
        AFTER_UPDATE.clear();
        store.close();
    }

    @Test
    void anEntityManagerThatIsClosedBeforeItsTransactionCommitsWritesEverything() throws Exception {
        store.close();
        try (EntityManagerFactory factory = jpa()) {
            EntityManager entities = factory.createEntityManager();
            var transaction = entities.getTransaction();
            transaction.begin();
            entities.persist(new Account(1));
            HonkerSession.of(entities).enqueueOnCommit("receipts", "1");
            entities.close();
            transaction.commit();
        }
        assertThat(store.rows("select id from Account")).containsExactly("1");
        assertThat(store.jobs()).containsExactly("receipts 1");
        assertThat(store.events()).hasSize(1);
    }

    @Test
    void rowsEventsAndJobsAreRolledBackTogether() throws Exception {
        store.close();
        try (EntityManagerFactory factory = jpa();
                EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            entities.persist(new Account(1));
            entities.flush();
            HonkerSession.of(entities).queue("receipts").enqueue("1");
            HonkerSession.of(entities).enqueueOnCommit("receipts", "2");
            entities.getTransaction().rollback();
        }
        assertThat(store.rows("select id from Account")).isEmpty();
        assertThat(store.jobs()).isEmpty();
        assertThat(store.events()).isEmpty();
    }

    @Test
    void aTransactionMarkedForRollbackWritesNothing() throws Exception {
        store.close();
        try (EntityManagerFactory factory = jpa();
                EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            HonkerSession.of(entities).enqueueOnCommit("receipts", "1");
            entities.getTransaction().setRollbackOnly();
            // why caught: whether it says so depends on hibernate.jpa.compliance.transaction
            catchThrowable(() -> entities.getTransaction().commit());
        }
        assertThat(store.jobs()).isEmpty();
    }

    private EntityManagerFactory jpa() {
        Properties properties = new Properties();
        properties.put("jakarta.persistence.jdbc.url", "jdbc:honker:sqlite:" + folder.resolve("app.db"));
        List<String> classes = List.of(Account.class.getName());
        PersistenceUnitInfo unit = (PersistenceUnitInfo) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PersistenceUnitInfo.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "getPersistenceUnitName":
                            return "unit";
                        case "getManagedClassNames":
                            return classes;
                        case "getMappingFileNames",
                                "getJarFileUrls",
                                "getQualifierAnnotationNames",
                                "getAllManagedClassNames":
                            return List.of();
                        case "getProperties":
                            return properties;
                        case "excludeUnlistedClasses":
                            return true;
                        case "getClassLoader":
                            return getClass().getClassLoader();
                        case "getTransactionType":
                            return enumConstant(method.getReturnType(), "RESOURCE_LOCAL");
                        case "getSharedCacheMode":
                            return enumConstant(method.getReturnType(), "NONE");
                        case "getValidationMode":
                            return enumConstant(method.getReturnType(), "NONE");
                        case "hashCode":
                            return 1;
                        default:
                            return null;
                    }
                });
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.hbm2ddl.auto", "update");
        return new HibernatePersistenceProvider().createContainerEntityManagerFactory(unit, settings);
    }

    private static Object enumConstant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
