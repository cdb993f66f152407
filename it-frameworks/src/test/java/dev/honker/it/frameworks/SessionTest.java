package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions that Spring Session loads and saves by REQUIRES_NEW, inside the transaction of the request. */
class SessionTest {

    private static final int THREADS = 8;
    private static final int REQUESTS = 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aRequestThatHasOnlyReadLoadsAndSavesItsSession(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            Application<?> application = Application.on(file.pool());
            String id = application.newSession();
            application.request(id, "cart");
            application.request(id, "cart");
            assertThat(application.number(id, "cart")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatHasOnlyReadFindsItsSessionExpiredWhichDeletesIt(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            Application<?> application = Application.on(file.pool());
            String id = application.newSession();
            file.run("UPDATE SPRING_SESSION SET LAST_ACCESS_TIME = 0, EXPIRY_TIME = 1");
            assertThat(application.isKnownToARequest(id)).isFalse();
            assertThat(file.number("SELECT count(*) FROM SPRING_SESSION")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repeated")
    void concurrentRequestsOfOneSessionSaveEachItsAttribute(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            Application<?> application = Application.on(file.pool());
            String id = application.newSession();
            Threads.run(THREADS, thread -> {
                for (int request = 0; request < REQUESTS; request++) {
                    application.request(id, "cart " + thread);
                }
                return thread;
            });
            for (int thread = 1; thread <= THREADS; thread++) {
                assertThat(application.number(id, "cart " + thread)).isEqualTo(REQUESTS);
            }
        }
    }

    private AppFile file(Driver driver) throws Exception {
        AppFile file = new AppFile(driver, directory);
        file.run("CREATE TABLE users(name TEXT NOT NULL)", "INSERT INTO users VALUES ('a name')");
        return file;
    }

    /** An application whose requests are a transaction each that reads a user first. */
    private static final class Application<S extends Session> {
        private final JdbcTemplate jdbc;
        private final SessionRepository<S> sessions;
        private final TransactionTemplate transaction;

        private Application(JdbcTemplate jdbc, SessionRepository<S> sessions, TransactionTemplate transaction) {
            this.jdbc = jdbc;
            this.sessions = sessions;
            this.transaction = transaction;
        }

        static Application<?> on(DataSource dataSource) {
            DatabasePopulatorUtils.execute(
                    new ResourceDatabasePopulator(
                            new ClassPathResource("org/springframework/session/jdbc/schema-sqlite.sql")),
                    dataSource);
            JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
            TransactionTemplate requiresNew = new TransactionTemplate(manager);
            requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            return new Application<>(
                    jdbc, new JdbcIndexedSessionRepository(jdbc, requiresNew), new TransactionTemplate(manager));
        }

        String newSession() {
            S session = sessions.createSession();
            session.setMaxInactiveInterval(Duration.ofHours(1));
            sessions.save(session);
            return session.getId();
        }

        void request(String id, String attribute) {
            transaction.executeWithoutResult(status -> {
                jdbc.queryForObject("SELECT name FROM users", String.class);
                S session = sessions.findById(id);
                Integer number = session.getAttribute(attribute);
                session.setAttribute(attribute, number == null ? 1 : number + 1);
                sessions.save(session);
                jdbc.queryForObject("SELECT name FROM users", String.class);
            });
        }

        boolean isKnownToARequest(String id) {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                jdbc.queryForObject("SELECT name FROM users", String.class);
                return sessions.findById(id) != null;
            }));
        }

        int number(String id, String attribute) {
            Integer number = sessions.findById(id).getAttribute(attribute);
            return number == null ? 0 : number;
        }
    }
}
