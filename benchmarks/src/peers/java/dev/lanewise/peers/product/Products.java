package dev.lanewise.peers.product;

import dev.lanewise.peers.compare.Contender;
import dev.lanewise.peers.compare.Kind;
import dev.lanewise.peers.compare.RunOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Matrix products.
 *
 * <pre>
 * mvn -q -Ppeers                                                       half an hour
 * mvn -q -Ppeers -Dargs="products --forks 1 --threads 1 --shapes 512x"  a first look
 * mvn -q -Ppeers -Dargs="products --jvm=-XX:MaxVectorSize=16"           ours, narrow lanes
 * mvn -q -Ppeers -Dargs="products --cold"                               time to get up to speed
 * </pre>
 */
@Command(
        name = "products",
        description = "Matrix products, beside those of OpenBLAS, MKL, VectorBLAS, EJML, plain loops.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class Products implements Callable<Integer> {
    private static final Kind<Shape> KIND = new Kind<>(
            "products", List.of(Library.values()), Shape.all(), ProductFindings::new);
    private static final List<String> NOT_WITH_COLD =
            List.of("--shapes", "--threads", "--libraries", "--seconds");

    @Mixin
    private RunOptions options;

    @Option(
            names = "--shapes",
            paramLabel = "REGEX",
            defaultValue = "",
            description = "Only products in whose name, such as \"NN 128x512x784\" (m, n, k), "
                    + "this is found.")
    private Pattern shapes;

    @Option(
            names = "--libraries",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES} (default: all that there are for this "
                    + "platform; with --jvm, ours alone).")
    private List<Library> libraries = List.of();

    @Option(
            names = "--cold",
            description = "Instead, how long ours takes in a fresh JVM to get up to speed.")
    private boolean cold;

    /** For picocli. */
    public Products() {}

    /** What is made of measurements of products. */
    public static Kind<?> kind() {
        return KIND;
    }

    /** Measures and prints the report. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (cold) {
            options.refuse(
                    NOT_WITH_COLD, "--cold, which times two products of ours on one thread");
            return options.run(options.scale().jvm(), List.of(1), run -> {
                ColdStarts starts = new ColdStarts(run, options.scale().jvm());
                run.out().println();
                starts.measure().forEach(run.out()::println);
            });
        }
        List<Shape> chosen = Shape.all()
                .stream()
                .filter(shape -> shapes.matcher(shape.toString()).find())
                .toList();
        if (chosen.isEmpty()) {
            throw options.wrong("--shapes", shapes, "part of the name of a product");
        }
        return options.compare(
                KIND, ProductBench.class,
                Contender.chosen(libraries, Library.values(), options.isOnlyOurs()), chosen);
    }
}
