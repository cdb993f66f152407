package dev.honker.spring.modulith;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ModulithArchitectureTest {

    @Test
    void onlyThePublicApiIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.honker.internal..")
                .check(new ClassFileImporter().importPackages("dev.honker.spring.modulith"));
    }
}
