package dev.lanewise.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a benchmark computes, whoever computes it.
 *
 * @param benchmark class and method
 * @param mode how JMH timed it, by its short name
 * @param threads that called the method at the same time
 * @param parameters all but the one that says who computes, in the benchmark's order
 */
record Case(String benchmark, String mode, int threads, Map<String, String> parameters) {
    /** The parameter of benchmarks that start threads of their own. */
    private static final String THREADS = "threads";

    private static final String SUFFIX = "Benchmark";
    /** That do not give the mean time of many calls. */
    private static final Set<String> OTHER_MODES = Set.of("sample", "ss");

    Case {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Threads that compute at once: callers, each with as many as the benchmark starts. */
    int cores() {
        String each = parameters.getOrDefault(THREADS, "1");
        return each.matches("[1-9][0-9]{0,3}") ? threads * Integer.parseInt(each) : threads;
    }

    /** The class alone, without its package and without what all their names end with. */
    String family() {
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        String name = type.substring(type.lastIndexOf('.') + 1);
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** Such as {@code Sgemm.multiply NN 128x512x784} or {@code Predictor.predict rows=1}. */
    @Override
    public String toString() {
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        String values = parameters.entrySet()
                .stream()
                .map(Case::text)
                .collect(Collectors.joining(" ", parameters.isEmpty() ? "" : " ", ""));
        return family() + "." + method + values + (threads == 1 ? "" : " callers=" + threads)
                + (OTHER_MODES.contains(mode) ? " " + mode : "");
    }

    /** A number says nothing without its name. */
    private static String text(Entry<String, String> parameter) {
        String value = parameter.getValue();
        return value.matches("[0-9.]+") ? parameter.getKey() + "=" + value : value;
    }
}
