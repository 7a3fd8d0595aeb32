package dev.lanewise.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.benchmark.Series.Allocation;
import dev.lanewise.measure.Reading;
import dev.lanewise.measure.Triad;
import dev.lanewise.report.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Reads a file of results as JMH writes it with {@code -rf json}. */
final class ResultsReader {
    private static final String IMPLEMENTATION = "implementation";
    private static final String BYTES_PER_CALL = "gc.alloc.rate.norm";

    private ResultsReader() {}

    /**
     * The results in a file.
     *
     * @throws IOException if it cannot be read, or holds something else
     */
    static Results read(Path file) throws IOException {
        JsonNode all = tree(file);
        if (!all.isArray()) {
            throw new IOException(file + " holds no JSON array, expected JMH's results");
        }
        List<Series> series = new ArrayList<>();
        for (JsonNode one : all) {
            try {
                series.add(series(one));
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        file + ": " + one.path("benchmark").asText("a result") + ": "
                                + e.getMessage(),
                        e);
            }
        }
        return new Results(series);
    }

    private static JsonNode tree(Path file) throws IOException {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Series series(JsonNode one) {
        Map<String, String> parameters = new LinkedHashMap<>();
        one.path("params")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        String implementation = parameters.remove(IMPLEMENTATION);
        Case what = new Case(
                required(one, "benchmark").asText(), required(one, "mode").asText(),
                one.path("threads").asInt(1), parameters);
        JsonNode secondary = one.path("secondaryMetrics");
        double[][] nanos = nanos(required(one, "primaryMetric"));
        return new Series(
                what, implementation == null ? "" : implementation, forks(nanos, secondary),
                work(nanos, secondary), allocation(one, nanos), triads(secondary), jvm(one));
    }

    private static Jvm jvm(JsonNode one) {
        List<String> flags = new ArrayList<>();
        one.path("jvmArgs").forEach(flag -> flags.add(flag.asText()));
        return new Jvm(
                one.path("vmName").asText("") + " " + one.path("vmVersion").asText(""), flags);
    }

    private static JsonNode required(JsonNode node, String name) {
        JsonNode member = node.path(name);
        if (member.isMissingNode()) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return member;
    }

    /** By fork and iteration. */
    private static double[][] nanos(JsonNode primary) {
        JsonNode histogram = primary.path("rawDataHistogram");
        double[][] scores = histogram.isMissingNode()
                ? values(required(primary, "rawData"))
                : means(histogram);
        return nanos(scores, required(primary, "scoreUnit").asText());
    }

    private static double[][] nanos(double[][] scores, String unit) {
        double[][] nanos = new double[scores.length][];
        for (int fork = 0; fork < scores.length; fork++) {
            nanos[fork] = DoubleStream.of(scores[fork])
                    .map(score -> TimeUnits.nanosPerOperation(score, unit))
                    .toArray();
        }
        return nanos;
    }

    private static double[][] values(JsonNode rawData) {
        double[][] values = new double[rawData.size()][];
        for (int fork = 0; fork < values.length; fork++) {
            JsonNode scores = rawData.get(fork);
            values[fork] = new double[scores.size()];
            for (int iteration = 0; iteration < scores.size(); iteration++) {
                values[fork][iteration] = number(scores.get(iteration));
            }
        }
        return values;
    }

    /** Of samples, which come as pairs of value and count. */
    private static double[][] means(JsonNode histogram) {
        double[][] means = new double[histogram.size()][];
        for (int fork = 0; fork < means.length; fork++) {
            JsonNode iterations = histogram.get(fork);
            means[fork] = new double[iterations.size()];
            for (int iteration = 0; iteration < iterations.size(); iteration++) {
                means[fork][iteration] = mean(iterations.get(iteration));
            }
        }
        return means;
    }

    private static double mean(JsonNode pairs) {
        double sum = 0;
        double count = 0;
        for (JsonNode pair : pairs) {
            sum += number(pair.get(0)) * number(pair.get(1));
            count += number(pair.get(1));
        }
        return sum / count;
    }

    /** JMH writes what is no number as a text. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    private static List<List<Iteration>> forks(double[][] nanos, JsonNode secondary) {
        double[][] fma = values(secondary.path(YardstickProfiler.FMA).path("rawData"));
        double[][] integer = values(secondary.path(YardstickProfiler.INTEGER).path("rawData"));
        boolean isKnown = sameShape(nanos, fma) && sameShape(nanos, integer);
        List<List<Iteration>> forks = new ArrayList<>();
        for (int fork = 0; fork < nanos.length; fork++) {
            List<Iteration> iterations = new ArrayList<>();
            for (int i = 0; i < nanos[fork].length; i++) {
                Reading reading =
                        isKnown ? new Reading(fma[fork][i], integer[fork][i]) : Reading.NONE;
                iterations.add(new Iteration(nanos[fork][i], reading));
            }
            forks.add(iterations);
        }
        return forks;
    }

    private static boolean sameShape(double[][] some, double[][] others) {
        boolean same = some.length == others.length;
        for (int fork = 0; same && fork < some.length; fork++) {
            same = some[fork].length == others[fork].length;
        }
        return same;
    }

    /** JMH counts by the second; the amount of each call is the same. */
    private static Optional<Work> work(double[][] nanos, JsonNode secondary) {
        for (Work.Kind kind : Work.Kind.values()) {
            JsonNode counter = secondary.path(kind.counter);
            if (!counter.isMissingNode()) {
                double[][] each = nanos(
                        values(required(counter, "rawData")),
                        required(counter, "scoreUnit").asText());
                return Optional.of(new Work(kind, medianOfRatios(nanos, each)));
            }
        }
        return Optional.empty();
    }

    private static double medianOfRatios(double[][] some, double[][] others) {
        if (!sameShape(some, others)) {
            throw new IllegalArgumentException("its counter has other iterations than its score");
        }
        double[] above = flat(some);
        double[] below = flat(others);
        double[] ratios = new double[above.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = above[i] / below[i];
        }
        return Median.of(DoubleStream.of(ratios)).orElseThrow();
    }

    private static double[] flat(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(DoubleStream::of).toArray();
    }

    private static Optional<Allocation> allocation(JsonNode one, double[][] nanos) {
        OptionalDouble bytes = Median.of(numbers(one.path("secondaryMetrics"), BYTES_PER_CALL));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        double each = Median.of(DoubleStream.of(flat(nanos))).orElseThrow();
        double iteration = TimeUnits.nanos(one.path("measurementTime").asText("")).orElse(each);
        return Optional.of(Allocation.of(bytes.getAsDouble(), iteration / each));
    }

    private static Map<Triad.Size, List<Double>> triads(JsonNode secondary) {
        Map<Triad.Size, List<Double>> triads = new EnumMap<>(Triad.Size.class);
        for (Triad.Size size : Triad.Size.values()) {
            // JMH fills in a 0 for iterations without a reading
            triads.put(
                    size, numbers(secondary, YardstickProfiler.label(size))
                            .filter(rate -> rate > 0)
                            .boxed()
                            .toList());
        }
        return triads;
    }

    /** Of all forks. */
    private static DoubleStream numbers(JsonNode secondary, String name) {
        double[][] values = values(secondary.path(name).path("rawData"));
        return DoubleStream.of(flat(values)).filter(Double::isFinite);
    }
}
