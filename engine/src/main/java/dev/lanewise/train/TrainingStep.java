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
import java.util.Objects;

/**
 * One step of training, compiled for a network, a loss, an optimizer and a largest batch: forward,
 * loss, backward, update.
 *
 * <p>Everything is sized and chosen at construction; from the second step on, the engine allocates
 * nothing. (The Vector API itself puts vectors into objects until C2 has compiled the loops, for
 * the first second or so.) The network's parameters are updated in place. One thread at a time.
 *
 * <p>{@link #step} trusts its data to be finite, as {@link Trainer} checks once for a whole data
 * set; class indices are checked with every batch.
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
    /** Rows of the last batch, 0 before there was one. */
    private int lastRows;

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
        long stateSize = (long) parameters * updateKernel.slots();
        Checks.require(
                stateSize <= Checks.LARGEST_ARRAY,
                "size of the optimizer's state",
                stateSize,
                "at most " + Checks.LARGEST_ARRAY + " floats");
        this.state = new float[(int) stateSize];
        this.yAt = new int[layers.size()];
        this.zAt = new int[layers.size()];
        this.activations = new float[layOutActivations(layers)];
        this.activationGradients = new float[size(2L * maxRows * network.widestOutput())];
    }

    private int layOutActivations(List<Dense> layers) {
        long end = 0;
        for (int i = 0; i < layers.size(); i++) {
            long size = (long) maxRows * layers.get(i).outputs();
            zAt[i] = size(end);
            yAt[i] = zAt[i];
            end += size;
            if (layers.get(i).activation().derivativeNeedsInput()) {
                yAt[i] = size(end);
                end += size;
            }
        }
        return size(end);
    }

    private int size(long floats) {
        Checks.require(
                floats <= Checks.LARGEST_ARRAY,
                "maxRows",
                maxRows,
                "so few that no array needs more than " + Checks.LARGEST_ARRAY
                        + " floats; this needs " + floats);
        return (int) floats;
    }

    /**
     * Forward, loss, backward and update on one batch.
     *
     * @param x features, {@code rows × network.inputs()}
     * @param targets {@code rows × loss.targetSize(network.outputs())}
     * @return the mean loss before the update
     */
    public float step(float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        float value = computeGradients(x, xOffset, targets, targetsOffset, rows);
        update();
        return value;
    }

    /**
     * The first three of the four: forward, loss and backward, without the update.
     *
     * @return the mean loss
     */
    public float computeGradients(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        if (rows < 1 || rows > maxRows) {
            throw new IllegalArgumentException(
                    "rows is " + rows + ", expected from 1 to maxRows " + maxRows);
        }
        int outputs = network.outputs();
        Checks.slice("x", x, xOffset, (long) rows * network.inputs());
        Checks.slice("targets", targets, targetsOffset, (long) rows * loss.targetSize(outputs));
        lastRows = 0;
        forward(x, xOffset, rows);
        long terms = loss.terms(rows, outputs);
        lossSum =
                lossKernel.valueAndGradient(
                        activationGradients,
                        gradientAt(passes.length - 1),
                        activations,
                        outputsOffset(),
                        targets,
                        targetsOffset,
                        rows,
                        outputs,
                        (float) (1.0 / terms));
        backward(x, xOffset, rows);
        lastRows = rows;
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

    /**
     * The fourth: one step of the optimizer along the gradients computed last.
     *
     * @throws IllegalStateException where no gradients have been computed
     */
    public void update() {
        requireBatch();
        updateKernel.begin(++steps, optimizer.learningRate());
        float[] parameters = network.parameters();
        int n = parameters.length;
        updateKernel.update(parameters, 0, gradients, 0, state, 0, n, n);
    }

    private void requireBatch() {
        if (lastRows == 0) {
            throw new IllegalStateException("no batch was computed: call computeGradients first");
        }
    }

    /** Gradients of the mean loss of the last batch, laid out as the parameters are: no copy. */
    public float[] gradients() {
        return gradients;
    }

    /** Outputs of a layer for the last batch, its first {@code rows} rows: a copy. */
    public float[] outputs(int layer, int rows) {
        requireBatch();
        Objects.checkIndex(layer, passes.length);
        if (rows < 0 || rows > lastRows) {
            throw new IllegalArgumentException(
                    "rows is " + rows + ", expected from 0 to " + lastRows
                            + ", the rows of the last batch");
        }
        int size = rows * network.layers().get(layer).outputs();
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
