package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.nn.ActivationLayer;
import dev.lanewise.nn.BatchNorm;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Dropout;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.InputScaling;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.LayerNorm;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Prelu;
import dev.lanewise.nn.Residual;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erf;

/**
 * The mean squared error of a network in training as a function of parameters and features, in
 * double precision: layers of all kinds, written row by row from their formulas. Only the masks of
 * dropout are the engine's.
 */
final class ReferenceLayers {
    private final Network network;
    private final int rows;
    private final long batch;
    private double[] parameters;
    private int number;

    ReferenceLayers(Network network, int rows, long batch) {
        this.network = network;
        this.rows = rows;
        this.batch = batch;
    }

    double loss(double[] parameters, double[] features, float[] targets) {
        double[][] y = outputs(parameters, features);
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < y[r].length; j++) {
                double difference = y[r][j] - targets[r * y[r].length + j];
                sum += difference * difference;
            }
        }
        return sum / targets.length;
    }

    double[][] outputs(double[] parameters, double[] features) {
        this.parameters = parameters;
        this.number = 0;
        double[][] x = new double[rows][];
        int n = network.inputs();
        for (int r = 0; r < rows; r++) {
            x[r] = Arrays.copyOfRange(features, r * n, (r + 1) * n);
        }
        return forward(network.layers(), x);
    }

    private double[][] forward(List<Layer> layers, double[][] x) {
        double[][] y = x;
        for (Layer layer : layers) {
            y = forward(layer, y);
        }
        return y;
    }

    private double[][] forward(Layer layer, double[][] x) {
        int position = number++;
        return switch (layer) {
            case Dense l -> each(x, row -> dense(l, row));
            case ActivationLayer l -> each(x, row -> activate(l.activation(), row));
            case Prelu l -> each(x, row -> prelu(l, row));
            case Dropout l -> dropout(l, x, position);
            case LayerNorm l -> each(x, row -> layerNorm(l, row));
            case BatchNorm l -> transposed(
                    eachColumn(transposed(x), (c, column) -> batchNorm(l, c, column)));
            case Residual l -> sum(forward(l.block(), x), x);
            case InputScaling l -> each(x, row -> scale(l, row));
            case Embedding l -> each(x, row -> embed(l, row));
        };
    }

    private interface RowFunction {
        double[] apply(double[] row);
    }

    private interface ColumnFunction {
        double[] apply(int column, double[] values);
    }

    private static double[][] each(double[][] x, RowFunction f) {
        return Arrays.stream(x).map(f::apply).toArray(double[][]::new);
    }

    private static double[][] eachColumn(double[][] columns, ColumnFunction f) {
        double[][] y = new double[columns.length][];
        for (int c = 0; c < y.length; c++) {
            y[c] = f.apply(c, columns[c]);
        }
        return y;
    }

    private static double[][] transposed(double[][] x) {
        double[][] y = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                y[j][i] = x[i][j];
            }
        }
        return y;
    }

    private static double[][] sum(double[][] x, double[][] y) {
        double[][] sum = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                sum[i][j] = x[i][j] + y[i][j];
            }
        }
        return sum;
    }

    private double[] dense(Dense layer, double[] x) {
        double[] z = new double[layer.outputs()];
        for (int j = 0; j < z.length; j++) {
            z[j] = layer.hasBias() ? parameters[layer.biasOffset() + j] : 0;
            for (int i = 0; i < x.length; i++) {
                z[j] += x[i] * parameters[layer.weightOffset() + i * z.length + j];
            }
        }
        return activate(layer.activation(), z);
    }

    private static double[] activate(Activation f, double[] z) {
        return Arrays.stream(z).map(v -> activate(f, v)).toArray();
    }

    private static double activate(Activation f, double z) {
        if (f.equals(Activation.IDENTITY)) {
            return z;
        } else if (f.equals(Activation.TANH)) {
            return Math.tanh(z);
        } else if (f.equals(Activation.SIGMOID)) {
            return 1 / (1 + Math.exp(-z));
        } else if (f.equals(Activation.SILU)) {
            return z / (1 + Math.exp(-z));
        } else if (f.equals(Activation.GELU)) {
            return z / 2 * (1 + Erf.value(z / Math.sqrt(2)));
        }
        throw new IllegalArgumentException("activation is " + f + ", which has no reference");
    }

    private double[] prelu(Prelu layer, double[] x) {
        double[] y = new double[x.length];
        for (int c = 0; c < y.length; c++) {
            y[c] = x[c] > 0 ? x[c] : parameters[layer.slopeOffset() + c] * x[c];
        }
        return y;
    }

    private double[][] dropout(Dropout layer, double[][] x, int position) {
        int n = layer.features();
        float[] mask = new float[rows * n];
        Arrays.fill(mask, 1);
        long key =
                RandomStream.of(network.seed(), RandomStream.Purpose.DROPOUT)
                        .stream(position).streamKey(batch);
        Lanewise.scalarKernels().dropout()
                .apply(mask, 0, mask, 0, rows * n, key, 0, (float) layer.rate());
        double[][] y = new double[rows][n];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < n; c++) {
                y[r][c] = mask[r * n + c] == 0 ? 0 : x[r][c] / (1 - layer.rate());
            }
        }
        return y;
    }

    private double[] layerNorm(LayerNorm layer, double[] x) {
        double[] y = normalized(x, layer.epsilon());
        for (int c = 0; c < y.length; c++) {
            y[c] = parameters[layer.scaleOffset() + c] * y[c]
                    + parameters[layer.shiftOffset() + c];
        }
        return y;
    }

    private double[] batchNorm(BatchNorm layer, int c, double[] column) {
        double[] y = normalized(column, layer.epsilon());
        for (int r = 0; r < y.length; r++) {
            y[r] = parameters[layer.scaleOffset() + c] * y[r]
                    + parameters[layer.shiftOffset() + c];
        }
        return y;
    }

    private static double[] normalized(double[] x, double epsilon) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        return Arrays.stream(x).map(v -> (v - mean) / Math.sqrt(variance + epsilon)).toArray();
    }

    private double[] scale(InputScaling layer, double[] x) {
        double[] y = new double[x.length];
        for (int c = 0; c < y.length; c++) {
            double mean = network.buffers()[layer.meanOffset() + c];
            y[c] = (x[c] - mean) / network.buffers()[layer.deviationOffset() + c];
        }
        return y;
    }

    private double[] embed(Embedding layer, double[] x) {
        double[] y = new double[layer.outputs()];
        int at = 0;
        for (int c = 0; c < x.length; c++) {
            int column = c;
            if (layer.columns().stream().noneMatch(known -> known.index() == column)) {
                y[at++] = x[c];
            }
        }
        int table = layer.tableOffset();
        for (Embedding.Column column : layer.columns()) {
            int category = (int) Math.round(x[column.index()]);
            for (int d = 0; d < column.dimensions(); d++) {
                y[at++] = parameters[table + category * column.dimensions() + d];
            }
            table += column.categories() * column.dimensions();
        }
        return y;
    }
}
