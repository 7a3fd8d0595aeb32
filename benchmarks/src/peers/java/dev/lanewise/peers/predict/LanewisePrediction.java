package dev.lanewise.peers.predict;

import dev.lanewise.Lanewise;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Predictor;

/** Ours. */
final class LanewisePrediction implements Prediction {
    private final Predictor predictor;
    private final int inputs;
    private final float[] features;
    private final float[] outputs;

    LanewisePrediction(Network network, float[] features) {
        this.predictor = network.predictor();
        this.inputs = network.inputs();
        this.features = features;
        this.outputs = new float[network.outputs()];
    }

    @Override
    public void run(int row) {
        predictor.predict(outputs, 0, features, row * inputs, 1);
    }

    @Override
    public float[] outputs() {
        return outputs.clone();
    }

    @Override
    public String build() {
        return Lanewise.describe();
    }

    @Override
    public void close() {}
}
