package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Sampling;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Layer;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Schedule;
import dev.lanewise.train.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/features.md names all that there is, and nothing that there is not. */
class FeaturesTest {
    private static final Path TOP = Path.of(System.getProperty("basedir", "."), "..");
    private static final Path SOURCES = TOP.resolve("engine/src/main/java");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** A type that callers see: public, or a record in a public interface. */
    private static final Pattern TYPE =
            Pattern.compile(
                    "(?m)^(?:public |    (?=record ))(?:(?:final|sealed|abstract) )*"
                            + "(?:class|record|interface|enum) (\\w+)");

    @Test
    void everyMemberOfASealedFamilyIsNamed() throws IOException {
        Set<String> missing = new TreeSet<>();
        Stream.of(Layer.class, Activation.class, Loss.class, Optimizer.class, Schedule.class)
                .flatMap(FeaturesTest::members)
                .forEach(missing::add);
        missing.removeAll(names());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyClippingAndSamplingIsNamedAsItsFactoryMethod() throws IOException {
        Set<String> missing = new TreeSet<>();
        Stream.of(Clipping.class, Sampling.class)
                .flatMap(
                        family -> members(family).map(
                                m -> family.getSimpleName() + "."
                                        + m.substring(0, 1).toLowerCase(Locale.ROOT)
                                        + m.substring(1)))
                .forEach(missing::add);
        missing.removeAll(names());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyMetricAndInitializerIsNamed() throws IOException {
        String features = features();
        for (Enum<?> constant : constants()) {
            assertTrue(features.contains("`" + constant.name() + "`"), constant.name());
        }
    }

    @Test
    void everyNameInOurColumnIsKnown() throws IOException {
        Map<String, String> types = publicTypes();
        Set<String> constants =
                constants().stream().map(Enum::name).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String name : names()) {
            String[] parts = name.split("\\.", 2);
            String source = types.get(parts[0]);
            boolean known =
                    parts.length == 1
                            ? source != null || constants.contains(name)
                            : source != null && declares(source, parts[1]);
            if (!known) {
                unknown.add(name);
            }
        }
        assertEquals(Set.of(), unknown);
    }

    private static List<Enum<?>> constants() {
        return Stream.<Enum<?>>concat(
                Arrays.stream(Metric.values()), Arrays.stream(Initializer.values())).toList();
    }

    /** Simple names of the types that a sealed one permits, and those permit, and so on. */
    private static Stream<String> members(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(FeaturesTest::members)
                : Stream.of(family.getSimpleName());
    }

    private static boolean declares(String source, String method) {
        return Pattern.compile("(?m)^    (?:public|default|static) [^=;{]*\\b" + method + "\\(")
                .matcher(source)
                .find();
    }

    /** The source of each type of the exported packages, by the type's simple name. */
    private static Map<String, String> publicTypes() throws IOException {
        String module = Files.readString(SOURCES.resolve("module-info.java"));
        Map<String, String> types = new HashMap<>();
        for (String exported : all(Pattern.compile("exports ([\\w.]+);"), module)) {
            try (Stream<Path> files =
                    Files.list(SOURCES.resolve(exported.replace('.', '/')))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    if (source.contains("\npublic ")) {
                        all(TYPE, source).forEach(type -> types.put(type, source));
                    }
                }
            }
        }
        return types;
    }

    /** What stands as code in the second cell of each row of a table with a column for us. */
    private static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        boolean ours = false;
        for (String line : features().lines().toList()) {
            String[] cells = line.split("\\|");
            if (cells.length < 3) {
                ours = false;
            } else if (cells[2].strip().equals("Lanewise")) {
                ours = true;
            } else if (ours) {
                names.addAll(all(CODE, cells[2]));
            }
        }
        assertTrue(names.size() > 100, names.toString());
        return names;
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
    }

    private static String features() throws IOException {
        return Files.readString(TOP.resolve("docs/features.md"));
    }
}
