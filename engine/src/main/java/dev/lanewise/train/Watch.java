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
    /** The best figure, and that of the last epoch that was better by the least difference. */
    private double best;

    private double mark;
    private int epochsSinceMark;
    /** Null until there is one. */
    private Network bestNetwork;

    Watch(Monitor monitor, Optional<EarlyStopping> earlyStopping) {
        this.monitor = monitor;
        this.earlyStopping = earlyStopping;
        this.best = monitor.worst();
        this.mark = monitor.worst();
    }

    /**
     * Looks at an epoch.
     *
     * @param network what was evaluated, copied where it is the best
     * @return whether there is patience left
     */
    boolean goesOn(Evaluation validation, Network network) {
        double figure = monitor.of(validation);
        if (monitor.better(figure, best, 0)) {
            best = figure;
            keep(network);
        }
        if (earlyStopping.isEmpty()) {
            return true;
        }
        if (monitor.better(figure, mark, earlyStopping.get().minDelta())) {
            mark = figure;
            epochsSinceMark = 0;
        } else {
            epochsSinceMark++;
        }
        return epochsSinceMark < earlyStopping.get().patience();
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
