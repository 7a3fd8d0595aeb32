package dev.lanewise.train;

import dev.lanewise.kernel.ActivationFormulas;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.Network;

/**
 * The loss of a network as a function of its parameters, in double precision, formula by formula.
 */
record ReferenceNetwork(Network network, Loss loss) {
    double loss(double[] parameters, float[] x, float[] targets, int rows) {
        double sum = 0;
        int outputs = network.outputs();
        int targetSize = loss.targetSize(outputs);
        for (int r = 0; r < rows; r++) {
            double[] z = new double[network.inputs()];
            for (int i = 0; i < z.length; i++) {
                z[i] = x[r * z.length + i];
            }
            for (Layer layer : network.layers()) {
                z = forward((Dense) layer, parameters, z);
            }
            double[] t = new double[targetSize];
            for (int i = 0; i < targetSize; i++) {
                t[i] = targets[r * targetSize + i];
            }
            sum += rowLoss(z, t);
        }
        return loss instanceof SoftmaxCrossEntropy ? sum / rows : sum / rows / outputs;
    }

    private static double[] forward(Dense layer, double[] parameters, double[] x) {
        double[] y = new double[layer.outputs()];
        for (int j = 0; j < y.length; j++) {
            double z = parameters[layer.biasOffset() + j];
            for (int i = 0; i < x.length; i++) {
                z += x[i] * parameters[layer.weightOffset() + i * y.length + j];
            }
            y[j] = ActivationFormulas.value(layer.activation(), z);
        }
        return y;
    }

    private double rowLoss(double[] z, double[] t) {
        double sum = 0;
        switch (loss) {
            case SoftmaxCrossEntropy _ -> {
                double total = 0;
                for (double logit : z) {
                    total += Math.exp(logit);
                }
                for (int j = 0; j < z.length; j++) {
                    double weight = t.length == z.length ? t[j] : j == (int) t[0] ? 1 : 0;
                    sum -= weight * (z[j] - Math.log(total));
                }
            }
            case BinaryCrossEntropy _ -> {
                for (int j = 0; j < z.length; j++) {
                    double p = 1 / (1 + Math.exp(-z[j]));
                    sum -= t[j] * Math.log(p) + (1 - t[j]) * Math.log(1 - p);
                }
            }
            case MeanSquaredError _ -> {
                for (int j = 0; j < z.length; j++) {
                    sum += (z[j] - t[j]) * (z[j] - t[j]);
                }
            }
        }
        return sum;
    }
}
