package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.internal.Checks;
import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.Team;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkPass;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.train.StepStages.Stage;
import java.util.Arrays;
import java.util.Objects;

/**
 * One step of training, compiled for a network, a loss, an optimizer, a largest batch and a number
 * of threads: forward, loss, backward, update.
 *
 * <p>There are two doors. {@link #step} does all four at once, each weight updated as soon as its
 * gradient is known, so that there is no array of gradients. The other takes them apart: {@link
 * #computeGradients}, {@link #addGradients} and {@link #update} for gradients that are to be looked
 * at, clipped or added up; and, for a loss of the caller's own,
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
 * <p>Both come to the same bits where the loss is finite; where it is not, {@link #step} updates
 * nothing, and the other door leaves that to its caller.
 *
 * <p>Kernels are chosen at construction, and memory for the largest batch is taken; products own
 * some more, which grows when sizes are first seen. From then on the engine allocates nothing. (The
 * Vector API itself puts vectors into objects until C2 has compiled the loops, for the first second
 * or so.) The network's parameters are updated in place.
 *
 * <p>One caller at a time. With more than one thread a step has threads of its own, daemons that
 * begin with it, share out products and updates and end with {@link #close}; without it they stay,
 * parked. A step of one thread need not be closed. Whatever the number of threads, the bits are the
 * same.
 *
 * <p>A step trusts its data to be finite, as {@link Trainer} checks once for a whole data set; class
 * indices and categories of embeddings are checked with every batch.
 */
public final class TrainingStep implements AutoCloseable {
    private final Network network;
    private final Loss loss;
    private final NetworkPass pass;
    private final LossKernel lossKernel;
    private final Updates updates;

    /** Null for one thread, the caller's. */
    private final Team team;

    /** Made for those who use the second door. */
    private float[] gradients;

    private final StepStages stages = new StepStages();
    private int rows;
    private double lossSum;
    private double lossWeight;

    /** Forward passes so far; each has dropout masks of its own. */
    private long batches;

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
     * @param threads from 1 to 256; the caller is one of them, the others start now. Products of the
     *     scalar kernels stay with the caller
     */
    public TrainingStep(
            Network network, Loss loss, Optimizer optimizer, int maxRows, int threads) {
        this(network, loss, optimizer, maxRows, threads, Lanewise.kernels());
    }

    /** Compiles a step with given kernels. */
    public TrainingStep(
            Network network, Loss loss, Optimizer optimizer, int maxRows, int threads,
            Kernels kernels) {
        this(network, loss, ParameterGroups.of(optimizer), maxRows, threads, kernels);
    }

    /** Compiles a step that updates groups of parameters by optimizers of their own. */
    public TrainingStep(
            Network network, Loss loss, ParameterGroups groups, int maxRows, int threads,
            Kernels kernels) {
        this.network = Objects.requireNonNull(network, "network");
        this.loss = Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(groups, "groups");
        Objects.requireNonNull(kernels, "kernels");
        loss.checkOutputs(network.outputs());
        Checks.threads(threads);
        this.lossKernel = loss.bind(kernels);
        this.updates = new Updates(network, groups, kernels);
        this.team = threads == 1 ? null : Team.of(threads);
        try {
            this.pass = new NetworkPass(network, maxRows, kernels, team, updates);
        } catch (Throwable e) {
            endThreads(); // none without a step that can end them
            throw e;
        }
    }

    /**
     * Forward, loss, backward and update on one batch. Where the loss is not finite, weights and
     * optimizer stay as they were.
     *
     * @param x features, {@code rows × network.inputs()}
     * @param targets {@code rows × loss.targetSize(network.outputs())}
     * @return the loss before the update: the mean, or what its {@link Loss#reduction} is
     */
    public float step(float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        float value = forwardAndLoss(x, xOffset, targets, targetsOffset, rows);
        if (Double.isFinite(lossSum)) {
            updates.begin();
            pass.backwardAndUpdate(updates.state());
        }
        stages.reach(Stage.UPDATED);
        pass.release();
        return value;
    }

    /**
     * The first three of the four: forward, loss and backward, without the update.
     *
     * @param x features, {@code rows × network.inputs()}
     * @param targets {@code rows × loss.targetSize(network.outputs())}
     * @return the loss, as {@link #step} gives it; where it is not finite, neither are the
     *     gradients, and an update would spoil the weights (running statistics stay as they were)
     */
    public float computeGradients(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        float value = forwardAndLoss(x, xOffset, targets, targetsOffset, rows);
        gradientsOfParameters(false, Double.isFinite(lossSum));
        return value;
    }

    /**
     * The same, the gradients added to those that are there: those of the sum of the batches'
     * losses, where {@link #computeGradients} was called for the first of them. The learning rate
     * sees the sum; divide {@link #gradients} by the number of batches for a mean.
     *
     * @param x features, {@code rows × network.inputs()}
     * @param targets {@code rows × loss.targetSize(network.outputs())}, looked at before anything is
     *     computed, so that a batch that is refused leaves the gradients as they are
     * @return the loss of this batch, as {@link #step} gives it
     * @throws IllegalStateException where there are no gradients, or they have been used
     */
    public float addGradients(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        stages.require(
                Stage.GRADIENTS, "no gradients to add to: call computeGradients first");
        checkBatch(x, xOffset, targets, targetsOffset, rows);
        loss.checkTargets(targets, targetsOffset, rows, network.outputs());
        float value = forwardAndLoss(x, xOffset, targets, targetsOffset, rows);
        gradientsOfParameters(true, Double.isFinite(lossSum));
        return value;
    }

    private float forwardAndLoss(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        checkBatch(x, xOffset, targets, targetsOffset, rows);
        int outputs = network.outputs();
        runForward(x, xOffset, rows);
        lossWeight = lossKernel.weight(targets, targetsOffset, rows, outputs);
        lossSum =
                lossKernel.valueAndGradient(
                        pass.slopes(),
                        pass.outputGradient(),
                        pass.values(),
                        pass.outputs(),
                        targets,
                        targetsOffset,
                        rows,
                        outputs,
                        (float) loss.reduction().reduce(1, lossWeight));
        return (float) loss.reduction().reduce(lossSum, lossWeight);
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
        stages.reach(Stage.FORWARD);
    }

    private void checkBatch(
            float[] x, int xOffset, float[] targets, int targetsOffset, int rows) {
        checkBatch(x, xOffset, rows);
        long size = (long) rows * loss.targetSize(network.outputs());
        Checks.slice("targets", targets, targetsOffset, size);
    }

    private void checkBatch(float[] x, int xOffset, int rows) {
        stages.requireOpen();
        if (rows < 1 || rows > pass.maxRows()) {
            throw new IllegalArgumentException(
                    "rows is " + rows + ", expected from 1 to maxRows " + pass.maxRows());
        }
        Checks.slice("x", x, xOffset, (long) rows * network.inputs());
        network.checkFeatures(x, xOffset, rows);
    }

    private void runForward(float[] x, int xOffset, int rows) {
        stages.reach(Stage.NOTHING); // until it has run to its end
        this.rows = rows;
        pass.forward(x, xOffset, rows, batches);
        batches++;
    }

    /**
     * The third of the four alone: gradients of all parameters, after {@link #forward}.
     *
     * @param outputGradient dL/dY of the network's outputs for that batch, {@code rows × outputs}
     * @throws IllegalStateException where there was no forward pass since the last backward pass
     */
    public void backward(float[] outputGradient, int offset) {
        stages.requireOpen();
        stages.require(
                Stage.FORWARD, "no forward pass to go back through: call forward first");
        int size = rows * network.outputs();
        Checks.slice("outputGradient", outputGradient, offset, size);
        System.arraycopy(
                outputGradient, offset, pass.slopes(), pass.outputGradient(), size);
        gradientsOfParameters(false, true);
    }

    private void gradientsOfParameters(boolean accumulate, boolean track) {
        stages.reach(Stage.NOTHING);
        if (gradients == null) {
            gradients = new float[network.parameters().length];
        }
        pass.backward(gradients, accumulate, track);
        stages.reach(Stage.GRADIENTS);
        pass.release();
    }

    /**
     * Gradient of the loss by the features of the batch whose gradients were computed last; costs
     * one more product, and no more than that where it is not asked for.
     *
     * @param dX {@code rows × network.inputs()}, overwritten
     * @throws IllegalStateException where there are no gradients, or the weights have changed since
     */
    public void inputGradient(float[] dX, int offset) {
        stages.requireGradients();
        Checks.slice("dX", dX, offset, (long) rows * network.inputs());
        pass.inputGradient(dX, offset);
    }

    /**
     * The fourth: one step of the optimizer along the gradients computed last, whose array it may
     * change ({@link dev.lanewise.optim.L1Regularized} adds its penalty's).
     *
     * @throws IllegalStateException where there are none, or they have been used
     */
    public void update() {
        stages.requireGradients();
        updates.begin();
        pass.update(gradients, updates.state());
        stages.reach(Stage.UPDATED);
    }

    /** The learning rate of the next update: the optimizer's, until another one is set. */
    public double learningRate() {
        return updates.learningRate();
    }

    /**
     * Sets the learning rate of all updates from the next one on, through either door; what the
     * optimizer keeps of earlier gradients stays as it is. For schedules.
     *
     * @param learningRate finite and at least 0
     */
    public void setLearningRate(double learningRate) {
        OptimizerSettings.learningRate(learningRate);
        updates.setLearningRate(learningRate);
    }

    /** A copy of what the next batches depend on, beside the network's values and gradients. */
    public StepState state() {
        return updates.state(batches);
    }

    /**
     * Goes on from a state of a step of the same kind; the network must have the values that belong
     * to it. Gradients that wait for an update are dropped.
     *
     * @throws IllegalArgumentException before anything is changed, where the state is of another
     *     network or of other optimizers
     */
    public void restore(StepState state) {
        stages.requireOpen();
        updates.restore(state);
        batches = state.batches();
        stages.reach(Stage.NOTHING);
    }

    /**
     * Gradients of the loss of the last batch that came through the second door, laid out as
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

    /** Outputs of a layer for the last batch, its first {@code rows} rows: a new array. */
    public float[] outputs(int layer, int rows) {
        stages.requireBatch();
        Checks.require(
                layer >= 0 && layer <= lastLayer(),
                "layer",
                layer,
                "from 0 to " + lastLayer());
        if (rows < 0 || rows > this.rows) {
            throw new IllegalArgumentException(
                    "rows is " + rows + ", expected from 0 to " + this.rows
                            + ", the rows of the last batch");
        }
        int size = rows * network.layers().get(layer).outputs();
        int at = pass.outputsOf(layer);
        return Arrays.copyOfRange(pass.values(), at, at + size);
    }

    /**
     * Copies the network's outputs for the last batch.
     *
     * @param y {@code rows × network.outputs()}, overwritten
     */
    public void outputs(float[] y, int yOffset) {
        stages.requireBatch();
        int size = rows * network.outputs();
        Checks.slice("y", y, yOffset, size);
        System.arraycopy(pass.values(), pass.outputs(), y, yOffset, size);
    }

    private int lastLayer() {
        return network.layers().size() - 1;
    }

    /** Ends the threads of this step, after which it computes no more batches. */
    @Override
    public void close() {
        endThreads();
        stages.close();
        pass.release();
    }

    private void endThreads() {
        if (team != null) {
            team.close();
        }
    }

    /** Sum of losses of the last batch, not divided. */
    double lossSum() {
        return lossSum;
    }

    /** What of it counted, by which a mean is divided. */
    double lossWeight() {
        return lossWeight;
    }

    /** What the optimizers keep, laid out as the parameters are, slot by slot. */
    float[] optimizerState() {
        return updates.state();
    }

    float[] activations() {
        return pass.values();
    }

    /** Where the network's outputs for the last batch start in {@link #activations()}. */
    int outputsOffset() {
        return pass.outputs();
    }
}
