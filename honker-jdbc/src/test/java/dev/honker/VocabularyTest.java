package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all types of the vocabulary have in common, found by reflection so that none is forgotten. */
class VocabularyTest {

    /** The one type that ties the vocabulary to what is behind it. */
    private static final String ENTRY = "dev.honker.Honker";

    private static final List<JavaClass> IMPORTED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.honker").stream()
                    .filter(type -> type.getPackageName().equals("dev.honker"))
                    .filter(type -> !type.getSimpleName().equals("package-info"))
                    .toList();

    /** Setters for which the value in question has a meaning. */
    private static final Set<String> TAKE_NULL = Set.of("WaitOptions.timeout");

    private static final Set<String> TAKE_NEGATIVE =
            Set.of("EnqueueOptions.priority", "ScheduleOptions.priority", "TaskOptions.priority");

    private static final Set<String> TAKE_ZERO = Set.of(
            "EnqueueOptions.delay",
            "EnqueueOptions.priority",
            "JanitorOptions.deadLettersOlderThan",
            "JanitorOptions.notificationsMaxKeep",
            "JanitorOptions.notificationsOlderThan",
            "JanitorOptions.rateLimitsOlderThan",
            "JanitorOptions.streamEventsOlderThan",
            "ListenOptions.stopTimeout",
            "NotificationPruneOptions.maxKeep",
            "NotificationPruneOptions.olderThan",
            "OpenOptions.busyTimeout",
            "OpenOptions.maxReaders",
            "ScheduleOptions.priority",
            "SchedulerOptions.stopTimeout",
            "SubscribeOptions.fromOffset",
            "SubscribeOptions.saveEvery",
            "SubscribeOptions.saveEveryN",
            "SubscribeOptions.stopTimeout",
            "TaskOptions.priority",
            "TaskOptions.retryDelay",
            "TaskWorkerOptions.stopTimeout",
            "WaitOptions.timeout",
            "WorkerOptions.defaultRetryDelay",
            "WorkerOptions.stopTimeout");

    @Test
    void everyTypeIsAnInterfaceOrCannotBeExtended() {
        assertThat(types().filter(type -> !type.isInterface() && !Modifier.isFinal(type.getModifiers())))
                .extracting(Class::getSimpleName)
                .containsExactly("HonkerException");
    }

    @Test
    void onlyExceptionsAndRecordsHavePublicConstructors() {
        assertThat(types().filter(type -> !Throwable.class.isAssignableFrom(type) && !type.isRecord())
                        // why: users of the published binding make one
                        .filter(type -> type != TaskRegistry.class))
                .allSatisfy(type -> assertThat(type.getConstructors()).isEmpty());
    }

    @Test
    void everyExceptionIsAHonkerException() {
        assertThat(types().filter(Throwable.class::isAssignableFrom))
                .hasSizeGreaterThan(8)
                .allSatisfy(type -> assertThat(HonkerException.class).isAssignableFrom(type));
    }

    @Test
    void noTypeKnowsTheInternals() {
        assertThat(imported().filter(type -> !type.getName().startsWith(ENTRY)))
                .flatExtracting(JavaClass::getDirectDependenciesFromSelf)
                .extracting(dependency -> dependency.getTargetClass().getPackageName())
                .noneMatch(name -> name.startsWith("dev.honker.") && !ArchitectureTest.LEAVES.contains(name));
    }

    @Test
    void nothingThatIsClosedThrowsACheckedException() {
        assertThat(types().filter(AutoCloseable.class::isAssignableFrom))
                .hasSizeGreaterThan(5)
                .allSatisfy(type ->
                        assertThat(type.getMethod("close").getExceptionTypes()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("options")
    void optionsHaveDefaultsABuilderAndAGetterForEachSetter(Class<?> options) throws Exception {
        assertThat(options.getMethod("defaults").invoke(null)).isInstanceOf(options);
        Object builder = options.getMethod("builder").invoke(null);
        assertThat(builder.getClass().getMethod("build").invoke(builder)).isInstanceOf(options);
        assertThat(setters(options).filter(setter -> !setter.getName().equals("defaultRetryDelay")))
                .isNotEmpty()
                .allSatisfy(setter -> {
                    assertThat(setter.getReturnType()).isEqualTo(builder.getClass());
                    assertThat(options.getMethod(setter.getName()).getParameterCount())
                            .isZero();
                });
    }

    @ParameterizedTest
    @MethodSource("options")
    void everySetterRefusesNullAndNumbersBelowItsLimit(Class<?> options) {
        SoftAssertions softly = new SoftAssertions();
        setters(options).forEach(setter -> {
            String name = options.getSimpleName() + "." + setter.getName();
            Class<?> type = setter.getParameterTypes()[0];
            if (!type.isPrimitive() && !TAKE_NULL.contains(name)) {
                softly.assertThat(refusal(options, setter, null))
                        .as(name)
                        .isEqualTo(setter.getName() + " must not be null");
            }
            if (isNumber(type) && !TAKE_NEGATIVE.contains(name)) {
                softly.assertThat(refusal(options, setter, number(type, -7)))
                        .as(name)
                        .startsWith(setter.getName() + " must ")
                        .endsWith(", but is " + (type == Duration.class ? "-7 s" : number(type, -7)));
            }
            if (isNumber(type) && !TAKE_ZERO.contains(name)) {
                softly.assertThat(refusal(options, setter, number(type, 0)))
                        .as(name)
                        .startsWith(setter.getName() + " must be")
                        .endsWith(", but is " + (type == Duration.class ? "0 s" : number(type, 0)));
            }
            if (isNumber(type) && TAKE_ZERO.contains(name)) {
                softly.assertThat(refusal(options, setter, number(type, 0)))
                        .as(name)
                        .isEqualTo("accepted");
            }
            if (type == String.class) {
                softly.assertThat(refusal(options, setter, " \t"))
                        .as(name)
                        .startsWith(setter.getName() + " must ")
                        .endsWith(", but is \" \t\"");
            }
            if (type == Executor.class) {
                softly.assertThat(refusal(options, setter, (Executor) Runnable::run))
                        .as(name)
                        .isEqualTo("accepted");
            }
        });
        softly.assertAll();
    }

    private static String refusal(Class<?> options, Method setter, Object value) {
        try {
            setter.invoke(options.getMethod("builder").invoke(null), value);
            return "accepted";
        } catch (ReflectiveOperationException e) {
            assertThat(e.getCause()).isInstanceOf(HonkerInvalidOptionException.class);
            return e.getCause().getMessage();
        }
    }

    private static boolean isNumber(Class<?> type) {
        return type == Duration.class || type == int.class || type == long.class;
    }

    private static Object number(Class<?> type, int value) {
        return type == Duration.class ? Duration.ofSeconds(value) : type == int.class ? (Object) value : (long) value;
    }

    private static Stream<Method> setters(Class<?> options) {
        Class<?> builder = Arrays.stream(options.getClasses())
                .filter(type -> type.getSimpleName().equals("Builder"))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1);
    }

    static Stream<Class<?>> options() {
        return types().filter(type -> type.getSimpleName().endsWith("Options"));
    }

    private static Stream<Class<?>> types() {
        return imported()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::reflect);
    }

    private static Stream<JavaClass> imported() {
        return IMPORTED.stream();
    }
}
