package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.internal.Checks;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import java.util.Objects;

/** What must hold between a network, a loss and a data set before anything is computed. */
final class TrainingChecks {
    private TrainingChecks() {}

    /**
     * Demands that sizes fit, the set is not empty, features are finite and suit the network, and
     * targets suit the loss.
     */
    static void fit(Network network, Loss loss, Dataset dataset, String name) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(dataset, name);
        loss.checkOutputs(network.outputs());
        Checks.require(
                dataset.rows() > 0, "number of rows of the " + name + " data set", 0, "at least 1");
        Checks.require(
                dataset.featureSize() == network.inputs(),
                "features a row of the " + name + " data set",
                dataset.featureSize(),
                network.inputs() + ", the inputs of the network");
        int targetSize = loss.targetSize(network.outputs());
        Checks.require(
                dataset.targetSize() == targetSize,
                "target values a row of the " + name + " data set",
                dataset.targetSize(),
                targetSize + " for " + loss + " on " + network.outputs() + " outputs");
        try {
            dataset.checkFinite();
            network.checkFeatures(dataset.features(), 0, dataset.rows());
            loss.checkTargets(dataset.targets(), 0, dataset.rows(), network.outputs());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " data set: " + e.getMessage(), e);
        }
    }
}
