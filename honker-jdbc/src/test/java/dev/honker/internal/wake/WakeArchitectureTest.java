package dev.honker.internal.wake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class WakeArchitectureTest {

    private final JavaClasses wake = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.honker.internal.wake");

    @Test
    void watcherKnowsOnlyTheVocabularyAndTheFiles() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.honker",
                        "dev.honker.internal.check",
                        "dev.honker.internal.file",
                        "dev.honker.internal.wake",
                        "org.jspecify..",
                        "java..")
                .check(wake);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .check(wake);
    }

    @Test
    void onlyTheWalIndexIsEverOpenedAndNobodyClosesIt() {
        noClasses()
                .that()
                .doNotHaveSimpleName("WalIndex")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RandomAccessFile.class)
                .check(wake);
        noClasses()
                .should()
                .callMethod(RandomAccessFile.class, "close")
                .orShould()
                .callMethod(AutoCloseable.class, "close")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(FileChannel.class, FileInputStream.class, FileOutputStream.class)
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(
                                HasOwner.Predicates.With.owner(HasName.Predicates.name("java.nio.file.Files")))
                        .and(JavaCall.Predicates.target(
                                HasName.Predicates.nameMatching("new.*|read(?!Attributes).*|write.*|lines|copy"))))
                .check(wake);
    }
}
