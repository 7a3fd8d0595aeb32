package dev.lanewise.nn;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Team;
import dev.lanewise.kernel.UpdateKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A network's layers in order, forward, and in reverse, backward, with the memory between them: one
 * batch at a time. What a training step is made of, and not meant for other callers: it trusts its
 * arguments.
 */
public final class NetworkPass {
    private final Workspace work;
    private final SequencePass layers;

    private final UpdateRange[] ranges;

    /** Null for one thread. */
    private final Team.Task updateShare;

    /** The arrays of an {@link #update}, for its shares. */
    private float[] gradients;

    private float[] state;

    /**
     * Binds kernels and gets the memory for the largest batch.
     *
     * @param team shares the work, or null
     * @param updates the kernel of each of {@link Network#namedParameters()}, begun by the caller
     *     before an update
     */
    public NetworkPass(
            Network network,
            int maxRows,
            Kernels kernels,
            Team team,
            Function<Parameter, UpdateKernel> updates) {
        work = new Workspace(network, maxRows, kernels, team, updates);
        layers = new SequencePass(work, network.layers());
        layers.place(0);
        work.allocate();
        List<UpdateRange> all = new ArrayList<>();
        layers.addRanges(all);
        ranges = UpdateRange.merged(all).toArray(new UpdateRange[0]);
        updateShare = team == null ? null : this::updateShare;
    }

    /** The largest batch. */
    public int maxRows() {
        return work.maxRows;
    }

    /**
     * Y of all layers.
     *
     * @param batch number of the batch, from 0, which chooses the masks of dropout
     */
    public void forward(float[] x, int xOffset, int rows, long batch) {
        work.rows = rows;
        work.batch = batch;
        layers.forward(x, xOffset);
    }

    /** What holds the outputs of all layers. */
    public float[] values() {
        return work.values;
    }

    /** Where a layer's Y starts in {@link #values}: {@code rows × outputs}. */
    public int outputsOf(int layer) {
        return layers.layer(layer).yAt;
    }

    /** Where the network's outputs start in {@link #values}. */
    public int outputs() {
        return layers.last().yAt;
    }

    /** What holds the gradient of the outputs, and is overwritten by the backward passes. */
    public float[] slopes() {
        return work.slopes;
    }

    /** Where the gradient of the network's outputs starts in {@link #slopes}. */
    public int outputGradient() {
        return layers.last().dYAt();
    }

    /**
     * From the last layer to the first, each one's parameters updated as soon as the gradient of
     * its inputs was taken.
     *
     * @param state the optimizer's, laid out as the parameters are, slot by slot
     */
    public void backwardAndUpdate(float[] state) {
        work.gradients = null;
        work.track = true;
        work.state = state;
        try {
            layers.backward(false);
        } finally {
            work.state = null;
        }
    }

    /**
     * The same, the gradients of all parameters put into an array, or added to it.
     *
     * @param track whether running statistics move; not where the loss is not finite
     */
    public void backward(float[] gradients, boolean accumulate, boolean track) {
        work.gradients = gradients;
        work.accumulate = accumulate;
        work.track = track;
        try {
            layers.backward(!layers.inputGradientCanWait());
        } finally {
            work.gradients = null;
        }
    }

    /** Gradient of the features, after {@link #backward} and before an update. */
    public void inputGradient(float[] dX, int offset) {
        if (layers.inputGradientCanWait()) {
            layers.inputGradient(dX, offset);
        } else {
            layers.copyInputGradient(dX, offset);
        }
    }

    /** Updates all parameters by the gradients of {@link #backward}. */
    public void update(float[] gradients, float[] state) {
        this.gradients = gradients;
        this.state = state;
        try {
            if (work.team == null) {
                updateShare(0);
            } else {
                work.team.run(updateShare);
            }
            layers.updateRest(gradients, state);
        } finally {
            this.gradients = null;
            this.state = null;
        }
    }

    /** Each member of the team updates a part of all parameters. */
    private void updateShare(int member) {
        float[] parameters = work.parameters();
        int n = parameters.length;
        int threads = work.team == null ? 1 : work.team.threads();
        int from = (int) ((long) n * member / threads);
        int to = (int) ((long) n * (member + 1) / threads);
        for (UpdateRange range : ranges) {
            int start = Math.max(from, range.from());
            int count = Math.min(to, range.to()) - start;
            if (count > 0) {
                range.kernel().update(
                        parameters, start, gradients, start, state, start, n, count);
            }
        }
    }

    /** Lets the features of the batch go. */
    public void release() {
        layers.release();
    }
}
