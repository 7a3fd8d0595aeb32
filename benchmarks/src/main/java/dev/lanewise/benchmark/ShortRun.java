package dev.lanewise.benchmark;

import dev.lanewise.Networks;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;

/**
 * What runs where nothing is asked for: every kind of loop once or twice, all implementations of
 * it, in a single fork each, so that the whole is over in less than five minutes on two cores;
 * beside a baseline in three, since a change cannot be told from what one fork shows. Iterations
 * and their warm-up are what each benchmark asks for.
 */
final class ShortRun {
    /** Regular expressions for class and method. */
    static final List<String> BENCHMARKS = List.of(
            "ControlBenchmark", "SgemmBenchmark", "ActivationBenchmark",
            "SoftmaxCrossEntropyBenchmark", "UpdateBenchmark", "ColumnSumsBenchmark",
            "TrainingStepBenchmark", "PredictorBenchmark");

    /** Values of parameters, by their names in the benchmarks, in place of longer lists there. */
    static final Map<String, List<String>> PARAMETERS = Map.of(
            "product",
            List.of(
                    Networks.MIDDLE_FORWARD, Networks.MIDDLE_WEIGHTS, Networks.INNER_INPUTS,
                    Networks.CLASSES_FORWARD),
            "activation", List.of("RELU", "GELU"),
            "batch", List.of(Networks.MIDDLE_LAYER),
            "optimizer", List.of("SGD_MOMENTUM", "ADAM"),
            "network", List.of(Networks.MIDDLE),
            "rows", List.of("1"),
            "threads", List.of("1"));

    private static final int FORKS = 1;
    private static final int FORKS_TO_COMPARE = 3;

    private ShortRun() {}

    /**
     * Adds the list to options.
     *
     * @param given what the command line says, which goes before the list
     * @param isCompared whether the results are to stand beside a baseline
     * @throws IllegalArgumentException if that names benchmarks
     */
    static void addTo(ChainedOptionsBuilder options, Options given, boolean isCompared) {
        if (!given.getIncludes().isEmpty()) {
            throw new IllegalArgumentException(
                    "benchmarks are " + given.getIncludes()
                            + ", expected none beside --short, which has its own list");
        }
        BENCHMARKS.forEach(options::include);
        PARAMETERS.forEach((name, values) -> {
            if (!given.getParameter(name).hasValue()) {
                options.param(name, values.toArray(String[]::new));
            }
        });
        options.forks(given.getForkCount().orElse(isCompared ? FORKS_TO_COMPARE : FORKS));
    }
}
