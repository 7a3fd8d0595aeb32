package dev.lanewise.train;

import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.Network;
import org.apache.commons.numbers.gamma.Erf;

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
            y[j] = activate(layer.activation(), z);
        }
        return y;
    }

    private static double activate(Activation f, double z) {
        return switch (f) {
            case Activation.Identity _ -> z;
            case Activation.Relu _ -> Math.max(z, 0);
            case Activation.LeakyRelu(float slope) -> z > 0 ? z : slope * z;
            case Activation.Elu(float alpha) -> z > 0 ? z : alpha * Math.expm1(z);
            case Activation.Sigmoid _ -> 1 / (1 + Math.exp(-z));
            case Activation.Tanh _ -> Math.tanh(z);
            case Activation.Gelu _ -> z / 2 * (1 + Erf.value(z / Math.sqrt(2)));
            case Activation.GeluTanh _ ->
                z / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
            case Activation.Silu _ -> z / (1 + Math.exp(-z));
            case Activation.Softplus _ -> Math.log1p(Math.exp(z));
        };
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
