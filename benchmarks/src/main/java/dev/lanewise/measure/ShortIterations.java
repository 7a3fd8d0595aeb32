package dev.lanewise.measure;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How all benchmarks run where nothing else is said: five processes, in each of them a second of
 * warm-up and twenty iterations. Vector kernels were seen to be up to speed after 0.3 to 0.8 seconds
 * of their thread's processor time, until when vectors are objects; the many of a whole network
 * after 1.2, so the benchmark of predictions asks for two seconds, and that of steps, which calls the
 * loss once in milliseconds, for four. On a machine that has other things to do, {@code -wi 50} is
 * better.
 *
 * <p>Iterations are short, so that each of them can be judged by the yardsticks beside it: where a
 * neighbour takes the processor for a while, some are thrown away and not all. A call that takes
 * longer than an iteration lengthens it. Where a profiler {@linkplain IterationReadings asks}, the
 * thread that calls the benchmark reads them, outside the time that is measured.
 *
 * <p>Scores are calls a second, since JMH gives counters beside them (operations, bytes) as rates a
 * second in that mode alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public abstract class ShortIterations {
    private WorkerYardsticks yardsticks;

    /** For benchmarks, which inherit the annotations. */
    protected ShortIterations() {}

    /** For JMH: on both sides of each iteration. */
    @Setup(Level.Iteration)
    @TearDown(Level.Iteration)
    public void readYardsticks() {
        IterationReadings asked = IterationReadings.atHand();
        if (asked != null) {
            if (yardsticks == null) {
                yardsticks = new WorkerYardsticks();
            }
            asked.take(yardsticks);
        }
    }
}
