package dev.lanewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Packages of the benchmarks, which have names of the engine's: its classes are not looked at. */
class ArchitectureTest {
    private static final String NAIVE = "dev.lanewise.naive";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("jmh_generated"))
                    .importUrl(
                            Networks.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void packagesHaveNoCycles() {
        assertTrue(CLASSES.contain(Networks.class), "classes of the benchmarks");
        slices().matching("dev.lanewise.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The naive loops are to be read, and copied, on their own. */
    @Test
    void naiveLoopsUseNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage(NAIVE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(NAIVE, "java..")
                .check(CLASSES);
    }
}
