package dev.lanewise.train;

import dev.lanewise.kernel.ActivationFormulas;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.Reduction;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.Network;

/**
 * The loss of a network as a function of its parameters, in double precision, formula by formula.
 */
record ReferenceNetwork(Network network, Loss loss) {
    double loss(double[] parameters, float[] x, float[] targets, int rows) {
        double sum = 0;
        double weight = 0;
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
            sum += ReferenceLoss.of(loss, z, t);
            weight += ReferenceLoss.weight(loss, t, outputs);
        }
        return loss.reduction() == Reduction.SUM ? sum : sum / weight;
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
}
