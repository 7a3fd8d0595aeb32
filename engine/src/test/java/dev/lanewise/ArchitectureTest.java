package dev.lanewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The floors of the house, as docs/design.md draws them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.lanewise");

    @Test
    void theClassesWereFound() {
        Assertions.assertTrue(CLASSES.contain("dev.lanewise.kernel.vector.VectorSgemm"));
        Assertions.assertTrue(CLASSES.size() > 40, CLASSES.size() + " classes");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.lanewise.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheVectorKernelsUseTheVectorModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lanewise.kernel.vector")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    @Test
    void kernelsUseNothingAboveThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.lanewise.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lanewise",
                        "dev.lanewise.nn..",
                        "dev.lanewise.loss..",
                        "dev.lanewise.optim..",
                        "dev.lanewise.data..",
                        "dev.lanewise.train..")
                .check(CLASSES);
    }

    @Test
    void layersLossesAndOptimizersDoNotKnowEachOtherNorTheTraining() {
        for (String floor : new String[] {"nn", "loss", "optim"}) {
            String[] others =
                    java.util.stream.Stream.of("nn", "loss", "optim", "data", "train")
                            .filter(name -> !name.equals(floor))
                            .map(name -> "dev.lanewise." + name + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.lanewise." + floor + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(CLASSES);
        }
    }

    @Test
    void theEngineUsesTheJdkAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "jdk.incubator.vector..", "dev.lanewise..")
                .check(CLASSES);
    }
}
