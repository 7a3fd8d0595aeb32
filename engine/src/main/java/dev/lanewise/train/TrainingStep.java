package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Team;
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
 * One step of training, compiled for a network, a loss, an optimizer, a largest batch and a number
 * of threads: forward, loss, backward, update.
 *
 * <p>There are two doors. {@link #step} does all four at once, each weight updated as soon as its
 * gradient is known, so that gradients are never written to memory. The other takes them apart, for
 * gradients that are to be looked at, changed or added up first, and for a loss of the caller's
 * own; it comes to the same bits:
 *
 * {@snippet :
 * step.forward(x, 0, rows);
 * step.outputs(y, 0);
 * // ... the caller's loss: from y to its gradient dY
 * step.backward(dY, 0);
 * step.inputGradient(dX, 0); // where there is a network in front
 * step.update();
 * }
 *
 * <p>Everything is sized and chosen at construction; from the second step on, the engine allocates
 * nothing. (The Vector API itself puts vectors into objects until C2 has compiled the loops, for
 * the first second or so.) The network's parameters are updated in place. One caller at a time: the
 * threads of a step are its own, begin with it and end with {@link #close}; whatever their number,
 * they come to the same bits.
 *
 * <p>A step trusts its data to be finite, as {@link Trainer} checks once for a whole data set;
 * class indices are checked with every batch.
 */
public final class TrainingStep implements AutoCloseable {
    /** What has been computed for the last batch. */
    private enum Stage {
        NOTHING, FORWARD, GRADIENTS, UPDATED
    }

    private final Network network;
    private final Loss loss;
    private final Optimizer optimizer;
    private final int maxRows;
    private final DensePass[] passes;
    private final LossKernel lossKernel;
    private final UpdateKernel updateKernel;
    private final float[] state;
    private final float[] activations;
    /** Where layer i keeps its outputs Y, and Z: the same place unless the derivative needs Z. */
    private final int[] yAt;

    private final int[] zAt;
    /** Two halves, in turn: gradient of a layer's outputs, gradient of its inputs. */
    private final float[] activationGradients;

    /** Gradient of the biases that are just being updated. */
    private final float[] dB;

    /** Null for one thread, the caller's. */
    private final Team team;

    /** Made for those who use the second door. */
    private float[] gradients;

    private Stage stage = Stage.NOTHING;
    /** The last batch, of which nothing is kept beyond its update. */
    private float[] x;
    private int xOffset;
    private int rows;
    private double lossSum;
    private long steps;
    private boolean closed;

    /**
     * Compiles a step for the caller's thread, with the kernels of {@link Lanewise#kernels()}.
     *
     * @param maxRows the largest batch
     */
    public TrainingStep(Network network, Loss loss, Optimizer optimizer, int maxRows) {
        this(network, loss, optimizer, maxRows, 1);
    }

    /**
     * Compiles a step with the kernels of {@link Lanewise#kernels()}.
     *
     * @param maxRows the largest batch
     * @param threads from 1; the caller is one of them, the others start now and wait
     */
    public TrainingStep(
            Network network, Loss loss, Optimizer optimizer, int maxRows, int threads) {
        this(network, loss, optimizer, maxRows, threads, Lanewise.kernels());
    }

    /** Compiles a step with given kernels. */
    public TrainingStep(
            Network network, Loss loss, Optimizer optimizer, int maxRows, int threads,
            Kernels kernels) {
        loss.checkOutputs(network.outputs());
        Checks.require(maxRows > 0, "maxRows", maxRows, "at least 1");
        Team.checkThreads(threads);
        this.network = network;
        this.loss = loss;
        this.optimizer = optimizer;
        this.maxRows = maxRows;
        this.lossKernel = loss.bind(kernels);
        this.updateKernel = optimizer.bind(kernels);
        List<Dense> layers = network.layers();
        long stateSize = (long) network.parameters().length * updateKernel.slots();
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
        this.dB = new float[network.widestOutput()];
        this.team = threads == 1 ? null : Team.of(threads);
        try {
            Sgemm sgemm = team == null ? kernels.sgemm() : kernels.sgemm(team);
            this.passes =
                    layers.stream()
                            .map(layer -> new DensePass(layer, kernels, sgemm))
                            .toArray(DensePass[]::new);
        } catch (Throwable e) {
            close(); // no threads without a step that can end them
            throw e;
        }
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
     * Forward, loss, backward and update on one batch. Where the loss is not finite, weights and
     * optimizer stay as they were.
     *
     * @param x features, {@code rows × network.inputs()}
     * @param targets {@code rows × loss.targetSize(network.outputs())}
     * @return the mean loss before the update
     */
    public float step(float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        float value = forwardAndLoss(x, xOffset, targets, targetsOffset, rows);
        if (Double.isFinite(lossSum)) {
            updateKernel.begin(steps + 1, optimizer.learningRate());
            steps++;
            outputGradient();
            float[] parameters = network.parameters();
            for (int i = passes.length - 1; i >= 0; i--) {
                if (i > 0) {
                    gradientOfInputs(i);
                }
                passes[i].update(
                        updateKernel, parameters, state, dB, activationGradients, gradientAt(i),
                        inputs(i), inputsAt(i), rows);
            }
        }
        stage = Stage.UPDATED;
        this.x = null;
        return value;
    }

    /**
     * The first three of the four: forward, loss and backward, without the update.
     *
     * @return the mean loss
     */
    public float computeGradients(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        float value = forwardAndLoss(x, xOffset, targets, targetsOffset, rows);
        gradientsOfParameters(false);
        return value;
    }

    /**
     * The same, the gradients added to those that are there: those of the sum of the batches' mean
     * losses, where {@link #computeGradients} was called for the first of them.
     *
     * @return the mean loss of this batch
     * @throws IllegalStateException where there are no gradients, or they have been used
     */
    public float addGradients(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        requireStage(Stage.GRADIENTS, "no gradients to add to: call computeGradients first");
        float value = forwardAndLoss(x, xOffset, targets, targetsOffset, rows);
        gradientsOfParameters(true);
        return value;
    }

    private float forwardAndLoss(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        checkBatch(x, xOffset, rows);
        int outputs = network.outputs();
        Checks.slice("targets", targets, targetsOffset, (long) rows * loss.targetSize(outputs));
        runForward(x, xOffset, rows);
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
        return (float) (lossSum / terms);
    }

    /**
     * The first of the four alone: the network's outputs for one batch.
     *
     * @param x features, {@code rows × network.inputs()}; read again by {@link #backward}, so they
     *     must not change before
     */
    public void forward(float[] x, int xOffset, int rows) {
        checkBatch(x, xOffset, rows);
        runForward(x, xOffset, rows);
        stage = Stage.FORWARD;
    }

    private void checkBatch(float[] x, int xOffset, int rows) {
        if (closed) {
            throw new IllegalStateException("called after close, expected a step that is open");
        }
        if (rows < 1 || rows > maxRows) {
            throw new IllegalArgumentException(
                    "rows is " + rows + ", expected from 1 to maxRows " + maxRows);
        }
        Checks.slice("x", x, xOffset, (long) rows * network.inputs());
    }

    private void runForward(float[] x, int xOffset, int rows) {
        stage = Stage.NOTHING; // until it has run to its end
        this.x = x;
        this.xOffset = xOffset;
        this.rows = rows;
        float[] parameters = network.parameters();
        for (int i = 0; i < passes.length; i++) {
            passes[i].forward(
                    activations, yAt[i], activations, zAt[i], inputs(i), inputsAt(i), parameters,
                    rows);
        }
    }

    /**
     * The third of the four alone: gradients of all parameters, after {@link #forward}.
     *
     * @param outputGradient dL/dY of the network's outputs for that batch, {@code rows × outputs}
     * @throws IllegalStateException where there was no forward pass since the last backward pass
     */
    public void backward(float[] outputGradient, int offset) {
        requireStage(Stage.FORWARD, "no forward pass to go back through: call forward first");
        int size = rows * network.outputs();
        Checks.slice("outputGradient", outputGradient, offset, size);
        System.arraycopy(
                outputGradient, offset, activationGradients, gradientAt(passes.length - 1), size);
        gradientsOfParameters(false);
    }

    /** From the last layer to the first, whose input gradient nobody needs unless asked for. */
    private void gradientsOfParameters(boolean accumulate) {
        stage = Stage.NOTHING;
        if (gradients == null) {
            gradients = new float[network.parameters().length];
        }
        outputGradient();
        for (int i = passes.length - 1; i >= 0; i--) {
            passes[i].parameterGradients(
                    gradients, activationGradients, gradientAt(i), inputs(i), inputsAt(i), rows,
                    accumulate);
            if (i > 0) {
                gradientOfInputs(i);
            }
        }
        stage = Stage.GRADIENTS;
    }

    private void outputGradient() {
        int last = passes.length - 1;
        passes[last].outputGradient(
                activationGradients, gradientAt(last), activations, zAt[last], rows);
    }

    private void gradientOfInputs(int layer) {
        passes[layer].inputGradient(
                activationGradients, gradientAt(layer - 1), activationGradients,
                gradientAt(layer), network.parameters(), passes[layer - 1], activations,
                zAt[layer - 1], rows);
    }

    private float[] inputs(int layer) {
        return layer == 0 ? x : activations;
    }

    private int inputsAt(int layer) {
        return layer == 0 ? xOffset : yAt[layer - 1];
    }

    private int gradientAt(int layer) {
        return (layer & 1) * (activationGradients.length / 2);
    }

    /**
     * Gradient of the loss by the features of the batch whose gradients were computed last; costs
     * one more product, and no more than that where it is not asked for.
     *
     * @param dX {@code rows × network.inputs()}, overwritten
     * @throws IllegalStateException where there are no gradients, or the weights have changed since
     */
    public void inputGradient(float[] dX, int offset) {
        requireGradients();
        Checks.slice("dX", dX, offset, (long) rows * network.inputs());
        passes[0].inputGradient(
                dX, offset, activationGradients, gradientAt(0), network.parameters(), null, null, 0,
                rows);
    }

    /**
     * The fourth: one step of the optimizer along the gradients computed last.
     *
     * @throws IllegalStateException where there are none, or they have been used
     */
    public void update() {
        requireGradients();
        updateKernel.begin(steps + 1, optimizer.learningRate());
        steps++;
        float[] parameters = network.parameters();
        int n = parameters.length;
        updateKernel.update(parameters, 0, gradients, 0, state, 0, n, n);
        stage = Stage.UPDATED;
        x = null;
    }

    private void requireGradients() {
        requireStage(
                Stage.GRADIENTS,
                "no gradients that were not used yet: call computeGradients or backward first");
    }

    private void requireStage(Stage expected, String otherwise) {
        if (stage != expected) {
            throw new IllegalStateException(otherwise);
        }
    }

    /**
     * Gradients of the mean loss of the last batch that came through the second door, laid out as
     * the parameters are: no copy, so that they can be clipped or scaled in place.
     *
     * @throws IllegalStateException where none were computed
     */
    public float[] gradients() {
        if (gradients == null) {
            throw new IllegalStateException(
                    "no gradients were computed: call computeGradients or backward first;"
                            + " step does not keep them");
        }
        return gradients;
    }

    /** Outputs of a layer for the last batch, its first {@code rows} rows: a copy. */
    public float[] outputs(int layer, int rows) {
        requireBatch();
        Objects.checkIndex(layer, passes.length);
        if (rows < 0 || rows > this.rows) {
            throw new IllegalArgumentException(
                    "rows is " + rows + ", expected from 0 to " + this.rows
                            + ", the rows of the last batch");
        }
        int size = rows * network.layers().get(layer).outputs();
        return Arrays.copyOfRange(activations, yAt[layer], yAt[layer] + size);
    }

    /**
     * Copies the network's outputs for the last batch.
     *
     * @param y {@code rows × network.outputs()}, overwritten
     */
    public void outputs(float[] y, int yOffset) {
        requireBatch();
        int size = rows * network.outputs();
        Checks.slice("y", y, yOffset, size);
        System.arraycopy(activations, outputsOffset(), y, yOffset, size);
    }

    private void requireBatch() {
        if (stage == Stage.NOTHING) {
            throw new IllegalStateException("no batch was computed: call step or forward first");
        }
    }

    /** Ends the threads of this step, after which it computes no more batches. */
    @Override
    public void close() {
        closed = true;
        if (team != null) {
            team.close();
        }
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
