package dev.lanewise.samples.embed;

import dev.lanewise.kernel.RandomStream;

/**
 * A made-up stream whose law drifts: y = x2·sin(3·x1 + phase) + noise, where the phase goes round
 * once in some 1,600 batches. A batch is a function of its number, so that a process that is started
 * anew meets the batches that it would have met.
 */
final class DriftingStream {
    /** Features of a row. */
    static final int FEATURES = 2;

    /** Deviation of the noise; no model can have a mean squared error below its square. */
    static final double NOISE = 0.05;

    private static final double DRIFT = 0.004;
    private static final RandomStream RANDOM = RandomStream.ofSeed(4);

    private DriftingStream() {}

    /** Fills both arrays with the rows of a batch. */
    static void fill(long batch, float[] features, float[] targets) {
        RandomStream random = RANDOM.stream(batch);
        for (int row = 0; row < targets.length; row++) {
            double x1 = 2 * random.uniform(4L * row) - 1;
            double x2 = 2 * random.uniform(4L * row + 1) - 1;
            // normal numbers take uniform ones in pairs: these are 4·row + 2 and 4·row + 3
            double noise = NOISE * random.normal(2L * row + 1);
            features[FEATURES * row] = (float) x1;
            features[FEATURES * row + 1] = (float) x2;
            targets[row] = (float) (x2 * StrictMath.sin(3 * x1 + DRIFT * batch) + noise);
        }
    }
}
