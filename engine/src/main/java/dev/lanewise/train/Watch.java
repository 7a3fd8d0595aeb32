package dev.lanewise.train;

import dev.lanewise.nn.Network;
import java.util.Optional;

/**
 * Compares the epochs of a training: keeps the weights of the best one, and says when there were
 * too many without a better one.
 */
final class Watch {
    private final Monitor monitor;
    private final Optional<EarlyStopping> earlyStopping;
    /** The least figure, and that of the last epoch that was less by as much as counts. */
    private double best = Double.POSITIVE_INFINITY;

    private double mark = Double.POSITIVE_INFINITY;
    private int epochsSinceMark;
    /** Null until there is one. */
    private Network bestNetwork;

    Watch(Monitor monitor, Optional<EarlyStopping> earlyStopping) {
        this.monitor = monitor;
        this.earlyStopping = earlyStopping;
    }

    /**
     * Looks at an epoch.
     *
     * @param network what was evaluated, copied where it is the best
     * @return whether there is patience left
     */
    boolean goesOn(Evaluation validation, Network network) {
        double figure = monitor.toMinimize(validation);
        if (figure < best) { // never true of NaN
            best = figure;
            keep(network);
        }
        if (earlyStopping.isEmpty()) {
            return true;
        }
        if (figure < mark - earlyStopping.get().minDelta()) {
            mark = figure;
            epochsSinceMark = 0;
        } else {
            epochsSinceMark++;
        }
        return hasPatience();
    }

    /** Whether there is patience left. */
    boolean hasPatience() {
        return earlyStopping.isEmpty() || epochsSinceMark < earlyStopping.get().patience();
    }

    /** What is known so far: a copy. */
    BestSoFar state() {
        return new BestSoFar(best, mark, epochsSinceMark, bestNetwork().map(Network::copy));
    }

    /** Goes on from what was known. */
    void restore(BestSoFar state) {
        best = state.figure();
        mark = state.mark();
        epochsSinceMark = state.epochsSinceMark();
        bestNetwork = state.network().map(Network::copy).orElse(null);
    }

    private void keep(Network network) {
        if (bestNetwork == null) {
            bestNetwork = network.copy();
        } else {
            Weights.copy(network, bestNetwork);
        }
    }

    /** The network as it was after the best epoch; empty where no figure was a number. */
    Optional<Network> bestNetwork() {
        return Optional.ofNullable(bestNetwork);
    }
}
