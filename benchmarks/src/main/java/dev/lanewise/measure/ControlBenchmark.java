package dev.lanewise.measure;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/**
 * The control: work whose time is known to grow in proportion to its length. Where the times of the
 * four lengths do not stand to each other as 1, 2, 4 and 8, the other figures of the same run are
 * not to be trusted either.
 *
 * <p>The work is Marsaglia's generator of three shifts and exclusive-ors ("Xorshift RNGs", 2003):
 * each number is made from the one before, so no processor can run two links of the chain at once,
 * and no compiler knows a shorter way to the last of them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ControlBenchmark extends ShortIterations {
    /** How many numbers, one from the other. */
    @Param({"1000", "2000", "4000", "8000"})
    public int links;

    private int state = 1;

    /** For JMH. */
    public ControlBenchmark() {}

    /** The chain, from where the last one ended. */
    @Benchmark
    public int chain() {
        int x = state;
        for (int link = 0; link < links; link++) {
            x ^= x << 13;
            x ^= x >>> 17;
            x ^= x << 5;
        }
        state = x;
        return x;
    }
}
