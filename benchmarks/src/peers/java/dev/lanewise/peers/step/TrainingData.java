package dev.lanewise.peers.step;

import dev.lanewise.kernel.Operands;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Network;
import java.util.Arrays;

/**
 * What every library learns from: normal inputs, in some batches, and what a random linear teacher
 * says of them.
 *
 * @param mlp the network
 * @param initial its weights at the start, which steps must not change
 * @param x of each batch, {@code batch × inputs}
 * @param targets of each batch: class indices, or values between −1 and 1
 */
record TrainingData(Mlp mlp, Network initial, float[][] x, float[][] targets) {
    static TrainingData of(Mlp mlp, int batches) {
        float[] teacher = Operands.normal(1, mlp.inputs() * mlp.outputs());
        float[][] x = new float[batches][];
        float[][] targets = new float[batches][mlp.batch()];
        for (int b = 0; b < batches; b++) {
            x[b] = Operands.normal(2 + b, mlp.batch() * mlp.inputs());
            for (int row = 0; row < mlp.batch(); row++) {
                float[] scores = scores(mlp, teacher, x[b], row);
                targets[b][row] = mlp.isRegression()
                        ? (float) Math.tanh(scores[0] / Math.sqrt(mlp.inputs()))
                        : highest(scores);
            }
        }
        return new TrainingData(mlp, mlp.build(), x, targets);
    }

    private static float[] scores(Mlp mlp, float[] teacher, float[] x, int row) {
        float[] scores = new float[mlp.outputs()];
        for (int i = 0; i < mlp.inputs(); i++) {
            float value = x[row * mlp.inputs() + i];
            for (int o = 0; o < scores.length; o++) {
                scores[o] += value * teacher[i * scores.length + o];
            }
        }
        return scores;
    }

    private static int highest(float[] scores) {
        int best = 0;
        for (int o = 1; o < scores.length; o++) {
            if (scores[o] > scores[best]) {
                best = o;
            }
        }
        return best;
    }

    int batches() {
        return x.length;
    }

    /** The initial weights of a layer, {@code inputs × outputs}. */
    float[] weights(int layer) {
        Dense dense = (Dense) initial.layers().get(layer);
        return Arrays.copyOfRange(
                initial.parameters(), dense.weightOffset(), dense.biasOffset());
    }

    /** The same as {@code outputs × inputs}. */
    float[] transposedWeights(int layer) {
        int inputs = mlp.sizes().get(layer);
        int outputs = mlp.sizes().get(layer + 1);
        float[] weights = weights(layer);
        float[] transposed = new float[weights.length];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                transposed[o * inputs + i] = weights[i * outputs + o];
            }
        }
        return transposed;
    }

    /** The initial biases of a layer. */
    float[] biases(int layer) {
        Dense dense = (Dense) initial.layers().get(layer);
        return Arrays.copyOfRange(
                initial.parameters(), dense.biasOffset(), dense.biasOffset() + dense.outputs());
    }

    /** The targets of a batch, {@code batch × outputs}: a one in the column of the class. */
    float[] targetRows(int batch) {
        if (mlp.isRegression()) {
            return targets[batch];
        }
        float[] rows = new float[mlp.batch() * mlp.outputs()];
        for (int row = 0; row < mlp.batch(); row++) {
            rows[row * mlp.outputs() + (int) targets[batch][row]] = 1;
        }
        return rows;
    }

    /** The classes of a batch as whole numbers. */
    long[] classes(int batch) {
        long[] classes = new long[mlp.batch()];
        Arrays.setAll(classes, row -> (long) targets[batch][row]);
        return classes;
    }
}
