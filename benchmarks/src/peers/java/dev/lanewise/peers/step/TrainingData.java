package dev.lanewise.peers.step;

import dev.lanewise.kernel.Operands;
import dev.lanewise.nn.Network;

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
}
