package dev.lanewise.measure;

import java.util.Arrays;

/** The yardsticks of a thread that JMH lets call a benchmark: on the core that is measured. */
final class WorkerYardsticks {
    /** Of which the median counts, so that a single interrupt condemns nothing. */
    private static final int READINGS = 5;
    /**
     * On either side of each iteration of warm-up: 600 milliseconds in the usual ten, between which
     * C2 has time to compile the loops a second time.
     */
    private static final long WARM_UP_NANOS = 30_000_000;

    private final Yardsticks yardsticks = new Yardsticks(1);
    private final Triad triad = Triad.of(Triad.Size.CACHE);
    private final double[] fma = new double[READINGS];
    private final double[] integer = new double[READINGS];
    private final double[] cache = new double[READINGS];

    /** Reads for a while, for C2's sake. */
    void warmUp() {
        long start = System.nanoTime();
        do {
            read(0);
        } while (System.nanoTime() - start < WARM_UP_NANOS);
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
