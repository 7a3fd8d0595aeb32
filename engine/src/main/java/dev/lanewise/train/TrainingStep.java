package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.DensePass;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import java.util.Arrays;
import java.util.List;

/**
 * One step of training, compiled for a network, a loss, an optimizer and a largest batch: forward,
 * loss, backward, update.
 *
 * <p>Everything is sized and chosen at construction; after the first step nothing is allocated. The
 * network's parameters are updated in place. One thread at a time.
 *
 * <p>{@link #step} trusts its data: class indices must lie in range and features be finite, as
 * {@link Trainer} checks once for a whole data set.
 */
public final class TrainingStep {
    private final Network network;
    private final Loss loss;
    private final Optimizer optimizer;
    private final int maxRows;
    private final DensePass[] passes;
    private final LossKernel lossKernel;
    private final UpdateKernel updateKernel;
    private final float[] gradients;
    private final float[] state;
    private final float[] activations;
    /** Where layer i keeps its outputs Y, and Z: the same place unless the derivative needs Z. */
    private final int[] yAt;

    private final int[] zAt;
    /** Two halves, in turn: gradient of a layer's outputs, gradient of its inputs. */
    private final float[] activationGradients;

    private double lossSum;
    private long steps;

    /**
     * Compiles a step with the kernels of {@link Lanewise#kernels()}.
     *
     * @param maxRows the largest batch
     */
    public TrainingStep(Network network, Loss loss, Optimizer optimizer, int maxRows) {
        this(network, loss, optimizer, maxRows, Lanewise.kernels());
    }

    /** Compiles a step with given kernels. */
    public TrainingStep(
            Network network, Loss loss, Optimizer optimizer, int maxRows, Kernels kernels) {
        loss.checkOutputs(network.outputs());
        Checks.require(maxRows > 0, "maxRows", maxRows, "at least 1");
        this.network = network;
        this.loss = loss;
        this.optimizer = optimizer;
        this.maxRows = maxRows;
        this.lossKernel = loss.bind(kernels);
        this.updateKernel = optimizer.bind(kernels);
        List<Dense> layers = network.layers();
        Sgemm sgemm = kernels.sgemm();
        this.passes =
                layers.stream()
                        .map(layer -> new DensePass(layer, kernels, sgemm))
                        .toArray(DensePass[]::new);
        int parameters = network.parameters().length;
        this.gradients = new float[parameters];
        this.state = new float[Math.multiplyExact(parameters, updateKernel.slots())];
        this.yAt = new int[layers.size()];
        this.zAt = new int[layers.size()];
        this.activations = new float[layOutActivations(layers)];
        this.activationGradients =
                new float[Math.multiplyExact(2 * maxRows, network.widestOutput())];
    }

    private int layOutActivations(List<Dense> layers) {
        int end = 0;
        for (int i = 0; i < layers.size(); i++) {
            int size = Math.multiplyExact(maxRows, layers.get(i).outputs());
            zAt[i] = end;
            end = Math.addExact(end, size);
            yAt[i] = zAt[i];
            if (layers.get(i).activation().derivativeNeedsInput()) {
                yAt[i] = end;
                end = Math.addExact(end, size);
            }
        }
        return end;
    }

    /**
     * Forward, loss, backward and update on one batch.
     *
     * @param x features, {@code rows × network.inputs()}
     * @param y targets, {@code rows × loss.targetSize(network.outputs())}
     * @return the mean loss before the update
     */
    public float step(float[] x, int xOffset, float[] y, int yOffset, int rows) {
        float value = computeGradients(x, xOffset, y, yOffset, rows);
        update();
        return value;
    }

    /**
     * The first three of the four: forward, loss and backward, without the update.
     *
     * @return the mean loss
     */
    public float computeGradients(float[] x, int xOffset, float[] y, int yOffset, int rows) {
        if (rows < 1 || rows > maxRows) {
            throw new IllegalArgumentException(
                    "rows is " + rows + ", expected from 1 to maxRows " + maxRows);
        }
        Checks.slice("x", x, xOffset, (long) rows * network.inputs());
        Checks.slice("y", y, yOffset, (long) rows * loss.targetSize(network.outputs()));
        forward(x, xOffset, rows);
        long terms = loss.terms(rows, network.outputs());
        lossSum =
                lossKernel.valueAndGradient(
                        activationGradients,
                        gradientAt(passes.length - 1),
                        activations,
                        outputsOffset(),
                        y,
                        yOffset,
                        rows,
                        network.outputs(),
                        (float) (1.0 / terms));
        backward(x, xOffset, rows);
        return (float) (lossSum / terms);
    }

    private void forward(float[] x, int xOffset, int rows) {
        float[] parameters = network.parameters();
        for (int i = 0; i < passes.length; i++) {
            float[] in = i == 0 ? x : activations;
            int inAt = i == 0 ? xOffset : yAt[i - 1];
            passes[i].forward(
                    activations, yAt[i], activations, zAt[i], in, inAt, parameters, rows);
        }
    }

    /** From the last layer to the first, whose input gradient nobody needs. */
    private void backward(float[] x, int xOffset, int rows) {
        float[] parameters = network.parameters();
        for (int i = passes.length - 1; i >= 0; i--) {
            passes[i].backward(
                    i == 0 ? null : activationGradients,
                    gradientAt(i - 1),
                    gradients,
                    activationGradients,
                    gradientAt(i),
                    activations,
                    zAt[i],
                    i == 0 ? x : activations,
                    i == 0 ? xOffset : yAt[i - 1],
                    parameters,
                    rows);
        }
    }

    private int gradientAt(int layer) {
        return (layer & 1) * (activationGradients.length / 2);
    }

    /** The fourth: one step of the optimizer along the gradients computed last. */
    public void update() {
        updateKernel.begin(++steps, optimizer.learningRate());
        float[] parameters = network.parameters();
        int n = parameters.length;
        updateKernel.update(parameters, 0, gradients, 0, state, 0, n, n);
    }

    /** Gradients of the mean loss of the last batch, laid out as the parameters are: no copy. */
    public float[] gradients() {
        return gradients;
    }

    /** Outputs of a layer for the last batch of so many rows: a copy, {@code rows × outputs}. */
    public float[] outputs(int layer, int rows) {
        int size = Math.multiplyExact(rows, network.layers().get(layer).outputs());
        return Arrays.copyOfRange(activations, yAt[layer], yAt[layer] + size);
    }

    /** Sum of losses of the last batch, not divided. */
    double lossSum() {
        return lossSum;
    }

    float[] activations() {
        return activations;
    }

    /** Where the network's outputs for the last batch start in {@link #activations()}. */
    int outputsOffset() {
        return yAt[passes.length - 1];
    }
}
