package dev.lanewise.benchmark;

import dev.lanewise.measure.Reading;
import dev.lanewise.measure.Triad;
import dev.lanewise.measure.Yardsticks;
import dev.lanewise.report.Median;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Reads the machine's own limits around every iteration, in the JVM that is measured, so that an
 * iteration in which neighbours took a part of the core can be told from one that is slow.
 *
 * <p>Gives four secondary results. {@value #FMA} and {@value #INTEGER} are those of
 * {@link Yardsticks}, {@value #CACHE} is that of {@link Triad}, one value an iteration: the worse
 * of before and after it, each the median of five readings, so that a single interrupt condemns
 * nothing. {@value #MEMORY} comes once a fork, after its last iteration, and is left out where the
 * heap is too small for its arrays.
 *
 * <p>The yardsticks run on one core, that of JMH's own thread while the workers wait. They show a
 * busy neighbour of that core only, and nothing of one who comes and goes within the iteration: so
 * iterations should be many and short. A benchmark of several threads is judged by one core as
 * well.
 *
 * <p>Works under any JMH main: {@code -prof dev.lanewise.benchmark.YardstickProfiler}, with
 * {@code --add-modules=jdk.incubator.vector} among the options of the forks.
 */
public final class YardstickProfiler implements InternalProfiler {
    /** FMA chains in registers, GFLOP/s. */
    static final String FMA = "yardstick.fma";
    /** Additions and exclusive-ors, thousands of millions a second. */
    static final String INTEGER = "yardstick.integer";
    /** Triad over arrays in cache, GB/s. */
    static final String CACHE = "yardstick.triad.cache";
    /** Triad over arrays in memory, GB/s. */
    static final String MEMORY = "yardstick.triad.memory";

    private static final String MODULE = "jdk.incubator.vector";
    private static final int READINGS = 5;
    /** Until C2 has compiled the yardsticks; the warm-up iterations that follow do the rest. */
    private static final long WARM_UP_NANOS = 400_000_000;
    /** The heap that must be there for the arrays in memory, as a multiple of them. */
    private static final int HEAP = 2;

    private Side before;
    private Yardsticks yardsticks;
    private Triad triad;
    private int measured;

    /** For JMH, which makes one in its own process as well: so nothing is started here. */
    public YardstickProfiler() {}

    /** What was read on one side of an iteration. */
    private record Side(double fma, double integer, double cache) {
        Side worst(Side other) {
            return new Side(
                    Math.min(fma, other.fma), Math.min(integer, other.integer),
                    Math.min(cache, other.cache));
        }
    }

    @Override
    public String getDescription() {
        return "Limits of the machine around each iteration: FMA chains, integer loop, triads";
    }

    /** Reads the yardsticks; the first time when C2 has compiled them. */
    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (yardsticks == null) {
            prepare();
        }
        before = read();
    }

    private void prepare() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw new IllegalStateException(
                    "the yardsticks need --add-modules=" + MODULE
                            + " among the options of the JVM that is measured");
        }
        yardsticks = new Yardsticks(1);
        triad = Triad.inCache();
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            read();
        }
    }

    private Side read() {
        List<Reading> readings = new ArrayList<>();
        List<Double> triads = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            readings.addAll(yardsticks.get());
            triads.add(triad.read());
        }
        return new Side(
                median(readings, Reading::fma), median(readings, Reading::integer),
                median(triads, Double::doubleValue));
    }

    private static <T> double median(List<T> values, ToDoubleFunction<T> value) {
        return Median.of(values.stream().mapToDouble(value)).orElseThrow();
    }

    /** The worse of both sides, of iterations that are measured. */
    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Side worst = before.worst(read());
        if (iteration.getType() != IterationType.MEASUREMENT) {
            return List.of();
        }
        List<ScalarResult> results = new ArrayList<>(
                List.of(
                        result(FMA, worst.fma(), "GFLOP/s"),
                        result(INTEGER, worst.integer(), "Gop/s"),
                        result(CACHE, worst.cache(), "GB/s")));
        if (++measured == iteration.getCount() && hasRoomForMemory()) {
            // JMH takes it to be 0 in all other iterations
            results.add(
                    new ScalarResult(MEMORY, bestOfMemory(), "GB/s", AggregationPolicy.MAX));
        }
        return results;
    }

    private static ScalarResult result(String label, double value, String unit) {
        return new ScalarResult(label, value, unit, AggregationPolicy.AVG);
    }

    private static boolean hasRoomForMemory() {
        return Runtime.getRuntime().maxMemory() >= HEAP * Triad.MEMORY_BYTES;
    }

    /** The best, as neighbours only take from it. */
    private static double bestOfMemory() {
        Triad memory = Triad.inMemory();
        double best = 0;
        for (int i = 0; i < READINGS; i++) {
            best = Math.max(best, memory.read());
        }
        return best;
    }
}
