package dev.lanewise.measure;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all workers read in an iteration. A profiler asks for it, on JMH's own thread; the workers,
 * whose cores are of interest, leave it here.
 *
 * <p>JMH makes profilers and benchmarks alike, and lets neither know of the other: so the place
 * where they meet is static. JMH runs one iteration at a time.
 */
public final class IterationReadings {
    private static final AtomicReference<IterationReadings> AT_HAND = new AtomicReference<>();

    private final boolean isWarmUp;
    private final Queue<WorkerReading> left = new ConcurrentLinkedQueue<>();

    private IterationReadings(boolean isWarmUp) {
        this.isWarmUp = isWarmUp;
    }

    /** Asks for readings of the iteration that is to begin. */
    public static void ask(boolean isWarmUp) {
        AT_HAND.set(new IterationReadings(isWarmUp));
    }

    /**
     * The worst of all sides and workers, after the iteration; nothing where it was warm-up, or
     * where the benchmark is none of {@link ShortIterations}. Asks for no more.
     */
    public static Optional<WorkerReading> collect() {
        IterationReadings ended = AT_HAND.getAndSet(null);
        return ended == null
                ? Optional.empty()
                : ended.left.stream().reduce(WorkerReading::worst);
    }

    /** What is asked for now; null where nobody asks. */
    static IterationReadings atHand() {
        return AT_HAND.get();
    }

    /** Reads one side of the iteration. */
    void take(WorkerYardsticks yardsticks) {
        if (isWarmUp) {
            yardsticks.warmUp();
        } else {
            left.add(yardsticks.read());
        }
    }
}
