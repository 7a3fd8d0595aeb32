package dev.lanewise.naive;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole network and its training, in as few lines as that takes: dense layers with ReLU between
 * them, softmax cross-entropy, backpropagation, Adam.
 */
public final class NaiveMlp {
    private final List<NaiveDense> layers = new ArrayList<>();
    private final int classes;

    /** Features, then the outputs of each layer; all weights are 0, for the caller to fill. */
    public NaiveMlp(int... sizes) {
        int last = sizes.length - 2;
        for (int i = 0; i <= last; i++) {
            NaiveActivation f = i < last ? NaiveActivation.RELU : NaiveActivation.IDENTITY;
            layers.add(new NaiveDense(sizes[i], sizes[i + 1], f));
        }
        classes = sizes[sizes.length - 1];
    }

    /** The layers, first to last. */
    public List<NaiveDense> layers() {
        return layers;
    }

    /** The outputs of rows of features: logits. */
    public float[] predict(float[] x, int rows) {
        float[] y = x;
        for (NaiveDense layer : layers) {
            y = layer.forward(y, rows);
        }
        return y;
    }

    /** Forward, loss, backward, update; gives the mean loss of the batch. */
    public float step(float[] x, int[] labels, int rows, float learningRate) {
        float[] logits = predict(x, rows);
        float[] gradient = new float[rows * classes];
        float loss = NaiveSoftmaxCrossEntropy.valueAndGradient(
                gradient, logits, labels, rows, classes);
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).parameterGradients(gradient, rows);
            if (i > 0) {
                gradient = layers.get(i).inputGradient(gradient, rows);
            }
        }
        for (NaiveDense layer : layers) {
            layer.update(learningRate);
        }
        return loss;
    }
}
