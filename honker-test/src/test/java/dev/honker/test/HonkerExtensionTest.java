package dev.honker.test;

import static dev.honker.test.Launched.assertAllPass;
import static dev.honker.test.Launched.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the extension gives to tests; they run in a launcher of their own. */
class HonkerExtensionTest {

    private static final List<Path> FILES = new ArrayList<>();

    @BeforeEach
    void forget() {
        FILES.clear();
    }

    @HonkerTest(startsAt = "2026-01-05T12:00:00Z")
    static class Parameters {

        @Nullable
        Database seenBefore;

        @BeforeEach
        void before(Database db) {
            seenBefore = db;
        }

        @Test
        void allAreOfOneDatabase(
                Database db, HonkerDataSource dataSource, SettableClock clock, Path file, @TempDir Path directory)
                throws SQLException {
            FILES.add(file);
            assertThat(db).isSameAs(seenBefore);
            assertThat(db.path()).isEqualTo(file.toAbsolutePath());
            assertThat(directory).isEmptyDirectory();
            assertThat(clock.instant()).isEqualTo("2026-01-05T12:00:00Z");
            clock.advance(Duration.ofHours(1));
            try (Connection connection = dataSource.getConnection()) {
                db.queue("mail").in(connection).enqueue("1");
            }
            assertThat(HonkerAssertions.assertEnqueued(db.queue("mail"), "1").createdAt())
                    .isEqualTo("2026-01-05T13:00:00Z");
        }

        @Test
        void eachTestHasOneOfItsOwn(Database db, SettableClock clock, Path file) {
            FILES.add(file);
            HonkerAssertions.assertNothingEnqueued(db.queue("mail"));
            assertThat(clock.instant()).isEqualTo("2026-01-05T12:00:00Z");
        }

        @Test
        @HonkerTest(startsAt = "2030-01-01T00:00:00Z")
        void theMethodsAnnotationWins(SettableClock clock) {
            assertThat(clock.instant()).isEqualTo("2030-01-01T00:00:00Z");
        }

        @Nested
        class Inner {

            @Test
            void anInnerClassGoesByTheOuterOnesAnnotation(Database db, SettableClock clock) {
                assertThat(db).isSameAs(seenBefore);
                assertThat(clock.instant()).isEqualTo("2026-01-05T12:00:00Z");
            }
        }
    }

    @Test
    void aTestGetsADatabaseOfItsOwnWhichIsGoneAfterwards() {
        assertAllPass(Parameters.class, 4);
        assertThat(FILES).hasSize(2).doesNotHaveDuplicates().allSatisfy(file -> assertThat(file.getParent())
                .doesNotExist());
    }

    @ExtendWith(HonkerExtension.class)
    static class ByExtendWith {

        @Test
        void theDefaultsHold(SettableClock clock) {
            assertThat(clock.instant()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        }
    }

    @Test
    void theExtensionAloneWillDo() {
        assertAllPass(ByExtendWith.class, 1);
    }

    @HonkerTest(startsAt = "noon")
    static class BadInstant {

        @Test
        void neverRuns(Database db) {
            throw new AssertionError("ran on " + db);
        }
    }

    @Test
    void anInstantThatIsNoneIsRefused() {
        assertThat(failureOf(BadInstant.class))
                .isEqualTo("@HonkerTest(startsAt = \"noon\") is no instant; write one such as 2026-03-29T00:30:00Z");
    }

    @HonkerTest
    static class InConstructor {

        InConstructor(Database db) {
            throw new AssertionError("made with " + db);
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void aConstructorIsToldThatItComesTooEarly() {
        assertThat(failureOf(InConstructor.class)).contains("not of a constructor or a method with @BeforeAll");
    }
}
