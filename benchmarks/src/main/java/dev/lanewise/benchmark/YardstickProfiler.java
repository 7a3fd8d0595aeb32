package dev.lanewise.benchmark;

import dev.lanewise.measure.IterationReadings;
import dev.lanewise.measure.ShortIterations;
import dev.lanewise.measure.Triad;
import dev.lanewise.measure.WorkerReading;
import dev.lanewise.measure.Yardsticks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Tells the machine's own limits beside every iteration, as read in the JVM that is measured, so
 * that an iteration in which neighbours took a part of the core can be told from one that is slow.
 *
 * <p>Gives five secondary results. {@value #FMA} and {@value #INTEGER} are those of
 * {@link Yardsticks}, and there are three of {@link Triad}, by {@linkplain #label size}. The first
 * two and the smallest triad have one value an iteration: the worse of before and after it, each
 * the median of some readings. The larger triads come once a fork, after its last iteration, each
 * where the heap has room for its arrays.
 *
 * <p>It is the thread that calls the benchmark which reads, before and after what is measured: so
 * the benchmark has to be one of {@link ShortIterations}, and there is nothing to tell of others.
 * Where several threads call it, they read at the same time, and the worst of them counts; threads
 * that the benchmark itself starts are not looked at. A neighbour who comes and goes within the
 * iteration is not seen: so iterations should be many and short.
 *
 * <p>Works under any JMH main: {@code -prof dev.lanewise.benchmark.YardstickProfiler}, with
 * {@code --add-modules=jdk.incubator.vector} among the options of the forks.
 */
public final class YardstickProfiler implements InternalProfiler {
    /** FMA chains in registers, GFLOP/s. */
    static final String FMA = "yardstick.fma";
    /** Additions and exclusive-ors, thousands of millions a second. */
    static final String INTEGER = "yardstick.integer";

    private static final String TRIAD = "yardstick.triad.";
    private static final String MODULE = "jdk.incubator.vector";
    /** Of the larger triads. */
    private static final int READINGS = 5;
    /** The heap that must be there for the arrays of a triad, as a multiple of them. */
    private static final int HEAP = 2;

    private int measured;

    /** For JMH, which makes one in its own process as well: so nothing is started here. */
    public YardstickProfiler() {}

    /** The secondary result of a triad, GB/s. */
    static String label(Triad.Size size) {
        return TRIAD + size.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getDescription() {
        return "Limits of the machine beside each iteration: FMA chains, integer loop, triads";
    }

    /** Asks the workers for readings. */
    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw new IllegalStateException(
                    "the yardsticks need --add-modules=" + MODULE
                            + " among the options of the JVM that is measured");
        }
        IterationReadings.ask(iteration.getType() == IterationType.WARMUP);
    }

    /** The worst of all readings, of iterations that are measured. */
    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Optional<WorkerReading> worst = IterationReadings.collect();
        if (worst.isEmpty()) {
            return List.of();
        }
        List<ScalarResult> results = new ArrayList<>();
        results.add(each(FMA, worst.get().core().fma(), "GFLOP/s"));
        results.add(each(INTEGER, worst.get().core().integer(), "Gop/s"));
        results.add(each(label(Triad.Size.CACHE), worst.get().triad(), "GB/s"));
        if (++measured == iteration.getCount()) {
            addOnce(results, Triad.Size.MIDDLE);
            addOnce(results, Triad.Size.MEMORY);
        }
        return results;
    }

    private static ScalarResult each(String label, double value, String unit) {
        return new ScalarResult(label, value, unit, AggregationPolicy.AVG);
    }

    /** What JMH takes to be 0 in all other iterations. */
    private static void addOnce(List<ScalarResult> results, Triad.Size size) {
        if (Runtime.getRuntime().maxMemory() >= HEAP * size.bytes()) {
            results.add(
                    new ScalarResult(label(size), best(size), "GB/s", AggregationPolicy.MAX));
        }
    }

    /** The best, as neighbours only take from it. */
    private static double best(Triad.Size size) {
        Triad triad = Triad.of(size);
        double best = 0;
        for (int i = 0; i < READINGS; i++) {
            best = Math.max(best, triad.read());
        }
        return best;
    }
}
