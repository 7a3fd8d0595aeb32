package dev.lanewise.train;

import dev.lanewise.kernel.ArraySweeps;
import dev.lanewise.nn.Network;

/** The moving average of a network's weights that {@link Trainer#withAveraging} describes. */
final class AveragedWeights {
    /** η of polynomial decay: the average of t updates reaches back over some t/(η + 1) of them. */
    private static final double ETA = 8;

    private final Network trained;
    private final Network average;
    private final ArraySweeps sweeps;
    private final double decay;
    private long updates;

    AveragedWeights(Network trained, ArraySweeps sweeps, double decay) {
        this.trained = trained;
        this.average = trained.copy();
        this.sweeps = sweeps;
        this.decay = decay;
    }

    /** Takes in the weights of one more update. */
    void add() {
        updates++;
        if (updates == 1) {
            Weights.copy(trained, average); // as below, without rounding
            return;
        }
        float[] weights = trained.parameters();
        float[] to = average.parameters();
        double kept = Math.min(decay, (updates - 1) / (updates + ETA));
        sweeps.average(to, 0, weights, 0, to.length, kept);
        Weights.copyBuffers(trained, average); // these are averages already
    }

    /** Goes on from an average over so many updates. */
    void restore(Network from, long updates) {
        Weights.copy(from, average);
        this.updates = updates;
    }

    /** A network with the average, which further updates change. */
    Network network() {
        return average;
    }
}
