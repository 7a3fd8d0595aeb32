package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.kernel.ArraySweeps;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Clipping;

/**
 * From batches to updates: one fused step a batch, or, where gradients are added up or clipped, the
 * second door of the {@link TrainingStep}.
 */
final class BatchUpdates {
    private final TrainingStep step;
    private final ArraySweeps sweeps;
    private final NonFinite nonFinite;
    private final Clipping clipping; // null for none
    private final int accumulation;
    /** Batches whose gradients wait for an update. */
    private int waiting;

    private float loss;

    BatchUpdates(TrainerSettings settings, Network network, TrainingStep step) {
        this.step = step;
        this.sweeps = settings.kernels.arraySweeps();
        this.nonFinite = new NonFinite(network, step);
        this.clipping = settings.clipping.orElse(null);
        this.accumulation = settings.accumulation;
    }

    /**
     * Trains on the current batch.
     *
     * @return whether there was an update
     * @throws ArithmeticException where numbers are not finite; there was no update then
     */
    boolean train(Batches data, int epoch, int batch) {
        if (clipping == null && accumulation == 1) {
            loss = step.step(data.features(), 0, data.targets(), 0, data.rows());
            requireFiniteLoss(data, epoch, batch);
            return true;
        }
        loss =
                waiting == 0
                        ? step.computeGradients(
                                data.features(), 0, data.targets(), 0, data.rows())
                        : step.addGradients(data.features(), 0, data.targets(), 0, data.rows());
        requireFiniteLoss(data, epoch, batch);
        waiting++;
        if (waiting < accumulation && batch < data.count()) {
            return false;
        }
        update(data, epoch, batch);
        return true;
    }

    private void requireFiniteLoss(Batches data, int epoch, int batch) {
        if (!Double.isFinite(step.lossSum())) {
            throw nonFinite.loss(data, epoch, batch);
        }
    }

    private void update(Batches data, int epoch, int batch) {
        float[] gradients = step.gradients();
        int n = gradients.length;
        if (waiting > 1) {
            sweeps.scale(gradients, 0, n, 1f / waiting);
        }
        waiting = 0;
        double norm = Math.sqrt(sweeps.sumOfSquares(gradients, 0, n));
        if (!Double.isFinite(norm)) {
            throw nonFinite.gradients(norm, data, epoch, batch);
        }
        switch (clipping) {
            case null -> {}
            case Clipping.ByValue(double limit) ->
                sweeps.clamp(gradients, 0, n, (float) limit);
            case Clipping.ByNorm byNorm -> {
                float factor = (float) byNorm.factor(norm);
                if (factor < 1) {
                    sweeps.scale(gradients, 0, n, factor);
                }
            }
        }
        step.update();
    }

    /** Mean loss of the last batch, before the update. */
    float loss() {
        return loss;
    }
}
