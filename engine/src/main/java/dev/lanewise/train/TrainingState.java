package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.ReduceOnPlateau;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a training by a {@link Trainer} has come to, between two batches: plain values, which
 * can be written down. A trainer that is {@link Trainer#resumedFrom resumed} from them ends with
 * the bits of a training that was never stopped.
 *
 * @param epochs those that are behind it, all of them complete
 * @param batch batches that are done of the epoch after these
 * @param seconds that they took
 * @param order which rows come when
 * @param network as it is after the last update
 * @param step optimizers and counts
 * @param sums figures of the epoch in progress
 * @param plateau where learning rates are reduced on plateaus
 * @param average the moving average of the weights, where there is one
 * @param best where the best epoch is looked for
 */
public record TrainingState(
        List<Epoch> epochs,
        int batch,
        double seconds,
        Order order,
        Network network,
        StepState step,
        EpochSums sums,
        Optional<ReduceOnPlateau.State> plateau,
        Optional<Network> average,
        Optional<BestSoFar> best) {
    /**
     * What the order of rows follows from, beside the data and the sampling. Rows of an epoch are a
     * function of seed and epoch.
     *
     * @param seed of the rows
     * @param batchSize rows of a batch
     * @param batches of an epoch
     * @param accumulation batches of an update
     */
    public record Order(long seed, int batchSize, int batches, int accumulation) {
        /** Checks the sizes. */
        public Order {
            Checks.require(batchSize >= 1, "batchSize", batchSize, "at least 1");
            Checks.require(batches >= 1, "batches", batches, "at least 1");
            Checks.require(accumulation >= 1, "accumulation", accumulation, "at least 1");
        }
    }

    /** Copies the list and checks what can be checked without a trainer. */
    public TrainingState {
        epochs = List.copyOf(epochs);
        for (int i = 0; i < epochs.size(); i++) {
            Epoch epoch = epochs.get(i);
            Checks.require(epoch.number() == i + 1, "number of an epoch", epoch.number(),
                    String.valueOf(i + 1));
            Checks.require(epoch.complete(), "epoch", epoch, "one that is complete");
        }
        Checks.require(
                batch >= 0 && batch <= order.batches, "batch", batch, "from 0 to " + order.batches);
        Checks.require(seconds >= 0, "seconds", seconds, "at least 0");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(sums, "sums");
        Objects.requireNonNull(plateau, "plateau");
        average.ifPresent(other -> requireAlike("average", network, other));
        best.flatMap(BestSoFar::network)
                .ifPresent(other -> requireAlike("best", network, other));
    }

    private static void requireAlike(String name, Network network, Network other) {
        Checks.require(
                other.layers().equals(network.layers()), "layers of " + name, other.layers(),
                network.layers() + ", those of the network");
    }

    /**
     * Demands that a trainer's fit can go on from here.
     *
     * @throws IllegalArgumentException naming what differs
     */
    void check(TrainerSettings settings, Order expected) {
        Network trained = settings.network;
        require("layers of the network", network.layers(), trained.layers());
        require("seed of the network", network.seed(), trained.seed());
        require("order of the rows", order, expected);
        require("averaging", average.isPresent(), settings.averagingDecay.isPresent());
        require("reduction on plateaus", plateau.isPresent(), settings.plateau.isPresent());
        require("looking for the best epoch", best.isPresent(), settings.keepsBest());
        Checks.require(
                settings.epochs >= epochs.size(), "epochs", settings.epochs,
                "at least " + epochs.size() + ", those of the state");
    }

    private static void require(String name, Object ofState, Object ofTrainer) {
        Checks.require(
                ofState.equals(ofTrainer), name + " of the state", ofState,
                ofTrainer + ", that of the trainer");
    }
}
