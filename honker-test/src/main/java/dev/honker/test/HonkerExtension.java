package dev.honker.test;

import dev.honker.Database;
import dev.honker.jdbc.HonkerDataSource;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A JUnit extension that gives each test a database in a file of its own, and fails a test that leaves something behind. It is
 * registered by {@link HonkerTest}, or by {@code @ExtendWith} with that annotation's defaults. Test methods and those before
 * and after each test may have as parameters:
 *
 * <ul>
 *   <li>{@link Database}: the database, which the extension closes;
 *   <li>{@link SettableClock}: the clock that the database and the data source go by. It stands still until the test sets it;
 *   <li>{@link HonkerDataSource}: connections to the same file, for the code under test or a pool; the test closes them;
 *   <li>{@link Path}: the file, unless the parameter is a {@link TempDir}.
 * </ul>
 *
 * <p>After a test that passed it looks for handles of the database that are open (workers, subscriptions, listeners,
 * schedulers, janitors, locks), then closes the database and looks for jobs that are still claimed, a transaction that was
 * not ended, and threads of honker that began during the test. Tests may run at the same time; threads are looked for when the
 * last of them has ended, and then the message names them all.
 */
public final class HonkerExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(HonkerExtension.class);

    private static final Map<Class<?>, Function<TestDatabase, Object>> PARAMETERS = Map.of(
            Database.class, TestDatabase::database,
            SettableClock.class, TestDatabase::clock,
            HonkerDataSource.class, TestDatabase::dataSource,
            Path.class, TestDatabase::file);

    /** Made by JUnit; holds nothing. */
    public HonkerExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        String test = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
        boolean inline = annotation(context).map(HonkerTest::inline).orElse(false);
        context.getStore(STORE).put(TestDatabase.class, TestDatabase.open(test, clock(context), inline));
    }

    private static SettableClock clock(ExtensionContext context) {
        String startsAt = annotation(context).map(HonkerTest::startsAt).orElse("");
        try {
            return startsAt.isEmpty() ? SettableClock.startingNow() : SettableClock.startingAt(Instant.parse(startsAt));
        } catch (DateTimeParseException e) {
            throw new ExtensionConfigurationException(
                    "@HonkerTest(startsAt = \"" + startsAt
                            + "\") is no instant; write one such as 2026-03-29T00:30:00Z",
                    e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        TestDatabase database = context.getStore(STORE).remove(TestDatabase.class, TestDatabase.class);
        if (database == null) {
            return;
        }
        boolean wanted = annotation(context).map(HonkerTest::leakCheck).orElse(true);
        // why not after a failure: a test that broke off has closed nothing, and has its own failure to tell
        database.end(wanted && context.getExecutionException().isEmpty());
    }

    private static Optional<HonkerTest> annotation(ExtensionContext context) {
        for (ExtensionContext each = context;
                each != null;
                each = each.getParent().orElse(null)) {
            Optional<AnnotatedElement> element = each.getElement();
            Optional<HonkerTest> found = AnnotationSupport.findAnnotation(element, HonkerTest.class);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType()) && !parameter.isAnnotated(TempDir.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        @Nullable TestDatabase database = context.getStore(STORE).get(TestDatabase.class, TestDatabase.class);
        if (database == null) {
            throw new ParameterResolutionException("there is no database yet for parameter "
                    + parameter.getParameter().getName() + " of "
                    + parameter.getDeclaringExecutable().getName()
                    + ": each test has one of its own; take it as a parameter of the test method or of a method"
                    + " with @BeforeEach, not of a constructor or a method with @BeforeAll");
        }
        return PARAMETERS.get(parameter.getParameter().getType()).apply(database);
    }
}
