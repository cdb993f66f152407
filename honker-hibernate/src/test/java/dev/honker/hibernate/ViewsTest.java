package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.JobState;
import io.quarkus.like.QuarkusLikeClassLoaderService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Honker's tables as entities, and what schema tools do to the tables. */
class ViewsTest {

    private static final String SCHEMA =
            "select name, sql from sqlite_master where tbl_name like '\\_honker%' escape '\\' order by name";

    @TempDir
    Path folder;

    @Test
    void jobsDeadLettersAndEventsAreReadAsEntities() throws Exception {
        try (Store store = Store.open(folder.resolve("app.db"))) {
            store.inSession(session -> {
                HonkerSession honker = HonkerSession.of(session);
                honker.queue("receipts").enqueue("{\"n\":1}");
                honker.queue("receipts").enqueue("{\"n\":2}");
                honker.stream("orders").publish("{\"n\":3}", "key");

                List<JobView> jobs = session.createSelectionQuery(
                                "from JobView j where j.queue = :queue and j.state = :state and j.createdAt <= :now order by j.id",
                                JobView.class)
                        .setParameter("queue", "receipts")
                        .setParameter("state", JobState.PENDING)
                        .setParameter("now", Instant.now())
                        .getResultList();
                assertThat(jobs).extracting(JobView::payload).containsExactly("{\"n\":1}", "{\"n\":2}");
                assertThat(jobs.get(0).workerId()).isEmpty();
                assertThat(jobs.get(0).maxAttempts()).isEqualTo(3);

                honker.queue("receipts").claimOne("w").orElseThrow().fail("broken");
                DeadLetterView letter = session.createSelectionQuery("from DeadLetterView", DeadLetterView.class)
                        .getSingleResult();
                assertThat(letter.lastError()).contains("broken");
                assertThat(letter.diedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());

                StreamEventView event = session.createSelectionQuery(
                                "from StreamEventView e where e.topic = 'orders' and e.offset > 0",
                                StreamEventView.class)
                        .getSingleResult();
                assertThat(event.key()).contains("key");
                assertThat(event.payload()).isEqualTo("{\"n\":3}");
            });
        }
    }

    @Test
    void aViewOfAFileWithoutHonkersTablesIsEmpty() throws Exception {
        try (Store store = Store.open(folder.resolve("app.db"))) {
            store.inSession(session -> assertThat(session.createSelectionQuery("from JobView", JobView.class)
                            .getResultList())
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "update", "create", "create-drop", "create-only", "drop"})
    void schemaToolsLeaveHonkersTablesAlone(String action) throws Exception {
        Path file = folder.resolve("app.db");
        List<String> before;
        try (Store store = Store.open(file)) {
            store.inSession(
                    session -> HonkerSession.of(session).queue("receipts").enqueue("{}"));
            before = store.rows(SCHEMA);
            assertThat(before).hasSizeGreaterThan(10);
        }
        Store again = Store.open(file, Map.of("hibernate.hbm2ddl.auto", action));
        again.inSession(session -> assertThat(session.createSelectionQuery("from JobView", JobView.class)
                        .getResultList())
                .hasSize(1));
        again.close();
        assertThat(again.rows(SCHEMA)).isEqualTo(before);
        assertThat(again.jobs()).containsExactly("receipts {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "update", "create-drop"})
    void schemaToolsMakeNoTableForTheViews(String action) throws Exception {
        try (Store store = Store.open(folder.resolve("app.db"), Map.of("hibernate.hbm2ddl.auto", action))) {
            assertThat(store.rows("select name from sqlite_master")).isEmpty();
        }
    }

    @Test
    void theViewsAreLeftOutBySetting() {
        try (Store store = Store.open(folder.resolve("app.db"), Map.of(HonkerViews.SETTING, "false"))) {
            assertThat(store.factory().getMetamodel().getEntities()).isEmpty();
        }
    }

    /** Quarkus itself isn't here; it is known by the class of its class loader service. */
    @Test
    void theViewsAreLeftOutInQuarkusUnlessTheSettingSaysOtherwise() {
        assertThat(viewsWith(new QuarkusLikeClassLoaderService(), Map.of())).isZero();
        assertThat(viewsWith(new QuarkusLikeClassLoaderService(), Map.of(HonkerViews.SETTING, "true")))
                .isEqualTo(3);
        assertThat(viewsWith(new ClassLoaderServiceImpl(), Map.of())).isEqualTo(3);
    }

    private int viewsWith(ClassLoaderService classes, Map<String, String> settings) {
        Configuration configuration = new Configuration(new BootstrapServiceRegistryBuilder()
                .applyClassLoaderService(classes)
                .build());
        configuration.setProperty("hibernate.connection.url", "jdbc:honker:sqlite:" + folder.resolve("app.db"));
        settings.forEach(configuration::setProperty);
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            return factory.getMetamodel().getEntities().size();
        }
    }

    @Test
    void anApplicationMayListTheViewsAmongItsOwnClasses() throws Exception {
        try (Store store = Store.open(folder.resolve("app.db"), Map.of(), JobView.class)) {
            assertThat(store.factory().getMetamodel().getEntities()).hasSize(3);
            store.inSession(session -> assertThat(session.createSelectionQuery("from JobView", JobView.class)
                            .getResultList())
                    .isEmpty());
        }
    }

    @Test
    void aPersistedViewIsRefused() throws Exception {
        try (Store store = Store.open(folder.resolve("app.db"))) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> store.inSession(session -> session.persist(new JobView()))))
                    .isNotNull();
            assertThat(store.jobs()).isEmpty();
        }
    }
}
