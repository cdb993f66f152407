package dev.honker;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The ladder of packages, and what may stand in none of them. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.honker");

    /** From the lowest rung up; each may import lower ones only. */
    private static final List<String> LADDER = List.of(
            "dev.honker.internal.check..",
            "dev.honker.internal.cron..",
            "dev.honker.internal.migration..",
            "dev.honker.internal.file..",
            "dev.honker.internal.process..",
            "dev.honker.internal.engine..",
            "dev.honker.internal.wake..",
            "dev.honker.internal.function..",
            "dev.honker.internal.sqlite..",
            "dev.honker.internal.runtime..",
            "dev.honker.internal.access..",
            "dev.honker.internal.json..",
            "dev.honker.internal.lock..",
            "dev.honker.internal.pubsub..",
            "dev.honker.internal.stream..",
            "dev.honker.internal.queue..",
            "dev.honker.internal.janitor..",
            "dev.honker.internal.schedule..",
            "dev.honker.internal.inspect..",
            "dev.honker.internal.task..",
            "dev.honker.internal.database..");

    /** What knows nothing of honker, so that everybody may use it. */
    static final Set<String> LEAVES = Set.of("dev.honker.internal.check", "dev.honker.internal.cron");

    /** The features, which know nothing of each other. */
    private static final List<String> FEATURES = List.of(
            "dev.honker.internal.lock..",
            "dev.honker.internal.pubsub..",
            "dev.honker.internal.stream..",
            "dev.honker.internal.queue..",
            "dev.honker.internal.janitor..",
            "dev.honker.internal.schedule..",
            "dev.honker.internal.inspect..");

    /** What in the JDK opens a file. */
    private static final Set<String> FILE_TYPES = Set.of(
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.nio.channels.FileChannel");

    /** What of {@code java.nio.file.Files} only looks at a file. */
    private static final Set<String> STAT_CALLS = Set.of(
            "readAttributes",
            "exists",
            "notExists",
            "size",
            "isSymbolicLink",
            "isSameFile",
            "getAttribute",
            "getFileStore");

    @Test
    void eachRungImportsLowerRungsOnly() {
        for (int rung = 0; rung + 1 < LADDER.size(); rung++) {
            noClasses()
                    .that()
                    .resideInAPackage(LADDER.get(rung))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(LADDER.subList(rung + 1, LADDER.size()).toArray(new String[0]))
                    .check(MAIN);
        }
    }

    @Test
    void featuresKnowNothingOfEachOther() {
        for (String feature : FEATURES) {
            List<String> others =
                    FEATURES.stream().filter(other -> !other.equals(feature)).toList();
            noClasses()
                    .that()
                    .resideInAPackage(feature)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others.toArray(new String[0]))
                    .check(MAIN);
        }
    }

    @Test
    void theLoopMachineryKnowsNothingOfSqlAndNothingOfQueues() {
        noClasses()
                .that()
                .resideInAPackage("dev.honker.internal.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "dev.honker.internal.engine..", "dev.honker.internal.sqlite..")
                .check(MAIN);
    }

    @Test
    void theLadderHoldsEveryInternalPackage() {
        classes()
                .that()
                .resideInAPackage("dev.honker.internal..")
                .should()
                .resideInAnyPackage(LADDER.toArray(new String[0]))
                .check(MAIN);
    }

    @Test
    void theWatcherKnowsNothingOfQueues() {
        noClasses()
                .that()
                .resideInAPackage("dev.honker.internal.wake..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.honker.internal.engine..")
                .check(MAIN);
    }

    @Test
    void internalsUseOnlyThosePublicTypesThatKnowNoInternals() {
        classes()
                .that()
                .resideInAPackage("dev.honker.internal..")
                .should(useVocabularyOnly())
                .check(MAIN);
    }

    @Test
    void onePackageImportsSqliteJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.honker.internal.sqlite..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sqlite..")
                .check(MAIN);
    }

    @Test
    void onePackageImportsByteBuddy() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.honker.internal.task.proxy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.bytebuddy..")
                .check(MAIN);
    }

    @Test
    void nothingOpensFilesExceptTheReaderOfTheWalIndex() {
        noClasses()
                .that(DescribedPredicate.not(are(named("dev.honker.internal.wake.WalIndex"))))
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("open files") {
                    @Override
                    public boolean test(JavaClass type) {
                        return FILE_TYPES.contains(type.getName());
                    }
                })
                .check(MAIN);
        noClasses()
                .that(DescribedPredicate.not(are(named("dev.honker.internal.wake.WalIndex"))))
                // why: it reads what is below /proc
                .and(DescribedPredicate.not(are(named("dev.honker.internal.process.ProcFiles"))))
                // why: it only makes files that nobody has open
                .and(DescribedPredicate.not(are(named("dev.honker.internal.sqlite.FreshFile"))))
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("more than stat of java.nio.file.Files") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        AccessTarget target = access.getTarget();
                        return target.getOwner().isEquivalentTo(java.nio.file.Files.class)
                                && !STAT_CALLS.contains(target.getName());
                    }
                })
                .check(MAIN);
    }

    /** why: operators configure logs by names that say what a line is about. */
    @Test
    void loggersAreMadeInOnePlace() {
        noClasses()
                .that(DescribedPredicate.not(are(named("dev.honker.internal.check.Loggers"))))
                .should()
                .callMethod(System.class, "getLogger", String.class)
                .check(MAIN);
    }

    @Test
    void nothingPrintsSleepsOrLooksUpADriver() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
        noClasses()
                .that(DescribedPredicate.not(are(named("dev.honker.jdbc.HonkerDriver"))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.sql.DriverManager.class)
                .check(MAIN);
    }

    @Test
    void theEngineAndTheFunctionsNeverEndATransaction() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.honker.internal.engine..", "dev.honker.internal.function..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.sql.Connection.class)
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return new DescribedPredicate<>(name) {
            @Override
            public boolean test(JavaClass type) {
                return type.getName().equals(name) || type.getName().startsWith(name + "$");
            }
        };
    }

    private static ArchCondition<JavaClass> useVocabularyOnly() {
        return new ArchCondition<>("use only public types that know no internals") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(target -> target.getPackageName().equals("dev.honker")
                                || target.getPackageName().equals("dev.honker.jdbc"))
                        .filter(ArchitectureTest::knowsInternals)
                        .forEach(target -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " uses " + target.getName() + ", which imports internals")));
            }
        };
    }

    private static boolean knowsInternals(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getPackageName())
                // why: the checks of arguments and the grammar of schedules are leaves that everybody may use
                .anyMatch(name -> name.startsWith("dev.honker.internal") && !LEAVES.contains(name));
    }
}
