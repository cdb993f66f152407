package dev.honker.jooq;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.honker.jooq");

    @Test
    void onlyThePublicApiOfTheDriverIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.honker.internal..", "org.sqlite..")
                .check(CLASSES);
    }

    @Test
    void theTablesKnowNothingAboveThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.honker.jooq.tables")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.honker", "dev.honker.jooq")
                .check(CLASSES);
    }
}
