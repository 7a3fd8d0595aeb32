package dev.lanewise.peers.step;

import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.train.TrainingStep;

/** Ours, through the public API. */
final class LanewiseLearner implements Learner {
    private final TrainingStep step;
    private final TrainingData data;
    private final int rows;

    LanewiseLearner(TrainingData data, Rule rule, double rate, int threads) {
        this.data = data;
        rows = data.mlp().batch();
        Loss loss = data.mlp().isRegression()
                ? new MeanSquaredError()
                : SoftmaxCrossEntropy.ofClassIndices();
        step = new TrainingStep(data.initial().copy(), loss, rule.ours(rate), rows,
                threads);
    }

    @Override
    public void step(int batch) {
        lossOfStep(batch);
    }

    @Override
    public double lossOfStep(int batch) {
        return step.step(data.x()[batch], 0, data.targets()[batch], 0, rows);
    }

    @Override
    public void close() {
        step.close();
    }
}
