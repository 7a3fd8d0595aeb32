package dev.lanewise.measure;

import java.util.Arrays;

/** The yardsticks of a thread that JMH lets call a benchmark: on the core that is measured. */
final class WorkerYardsticks {
    /** Of which the median counts, so that a single interrupt condemns nothing. */
    private static final int READINGS = 5;
    /**
     * On either side of each iteration of warm-up, and in all: what {@link CleanWindows} takes at
     * least. C2 compiles the integer loop twice, and a first version of it showed 13.5 thousand
     * millions a second where the last one shows 15.6; after 600 milliseconds most JVMs still had
     * the first.
     */
    private static final long WARM_UP_NANOS = 75_000_000;
    private static final long MOST_WARM_UP_NANOS = 1_500_000_000;

    private final Yardsticks yardsticks = new Yardsticks(1);
    private final Triad triad = Triad.of(Triad.Size.CACHE);
    private final double[] fma = new double[READINGS];
    private final double[] integer = new double[READINGS];
    private final double[] cache = new double[READINGS];
    private long warmedUp;

    /** Reads for a while, for C2's sake, unless that was done for long enough. */
    void warmUp() {
        if (warmedUp >= MOST_WARM_UP_NANOS) {
            return;
        }
        long start = System.nanoTime();
        long elapsed;
        triad.read();
        do {
            yardsticks.get();
            elapsed = System.nanoTime() - start;
        } while (elapsed < WARM_UP_NANOS);
        warmedUp += elapsed;
    }

    /** What the core shows now, each yardstick the median of some readings. */
    WorkerReading read() {
        for (int i = 0; i < READINGS; i++) {
            read(i);
        }
        return new WorkerReading(new Reading(median(fma), median(integer)), median(cache));
    }

    private void read(int at) {
        Reading reading = yardsticks.get().getFirst();
        fma[at] = reading.fma();
        integer[at] = reading.integer();
        cache[at] = triad.read();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[READINGS / 2];
    }
}
