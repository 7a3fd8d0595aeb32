package dev.lanewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of packages in docs/design.md: what each may use, and nothing else but the JDK and the
 * argument checks.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.lanewise";
    private static final String INTERNAL = ROOT + ".internal";
    private static final String KERNEL = ROOT + ".kernel";
    private static final String COMMON = KERNEL + ".common";
    private static final String SCALAR = KERNEL + ".scalar";
    private static final String VECTOR = KERNEL + ".vector";
    private static final String NN = ROOT + ".nn";
    private static final String LOSS = ROOT + ".loss";
    private static final String OPTIM = ROOT + ".optim";
    private static final String DATA = ROOT + ".data";
    private static final String IO = ROOT + ".io";
    private static final String METRIC = ROOT + ".metric";
    private static final String TRAIN = ROOT + ".train";
    private static final String LISTENER = ROOT + ".listener";

    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry(INTERNAL, Set.of()),
                    Map.entry(KERNEL, Set.of()),
                    Map.entry(COMMON, Set.of(KERNEL)),
                    Map.entry(SCALAR, Set.of(KERNEL, COMMON)),
                    Map.entry(VECTOR, Set.of(KERNEL, COMMON, SCALAR, "jdk.incubator.vector")),
                    Map.entry(ROOT, Set.of(KERNEL, SCALAR, VECTOR)),
                    Map.entry(NN, Set.of(KERNEL, ROOT)),
                    Map.entry(LOSS, Set.of(KERNEL)),
                    Map.entry(OPTIM, Set.of(KERNEL)),
                    Map.entry(DATA, Set.of(KERNEL)),
                    Map.entry(METRIC, Set.of()),
                    Map.entry(TRAIN, Set.of(KERNEL, ROOT, NN, LOSS, OPTIM, DATA, METRIC)),
                    Map.entry(LISTENER, Set.of(NN, TRAIN, "jdk.jfr")),
                    Map.entry(IO, Set.of(KERNEL, NN, OPTIM, DATA, METRIC, TRAIN)));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    static List<String> packages() {
        return MAY_USE.keySet().stream().sorted().toList();
    }

    @Test
    void theTableNamesEveryPackageThatThereIs() {
        assertEquals(
                MAY_USE.keySet(),
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.isEmpty()) // of module-info
                        .collect(toSet()));
        assertTrue(CLASSES.size() > 40, CLASSES.size() + " classes");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesWhatTheTableSays(String name) {
        String[] allowed =
                Stream.concat(Stream.of(name, INTERNAL, "java.."), MAY_USE.get(name).stream())
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(CLASSES);
    }

    /** The table has none: this holds whoever adds to it. */
    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.lanewise.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
