package dev.lanewise.nn;

import dev.lanewise.kernel.Sgemm;
import java.util.List;

/**
 * A layer bound to the kernels and the memory of a {@link Workspace}: forward, and backward.
 *
 * <p>Y lies in the workspace's values, X wherever the layer below has put it, and both stay there
 * until the backward pass is through. dY lies in one half of the workspace's slopes; a pass puts dX
 * into the same half, where rows are as wide and it works in place, or into the other.
 *
 * <p>Where the first thing that a layer does backward is done element by element, a product above
 * can do it to each block of dY that it finishes: that is {@link #derivative}.
 */
abstract class LayerPass {
    final Workspace work;
    final int inputs;
    final int outputs;

    /** Where Y starts in the values. */
    final int yAt;

    /** The inputs of the batch, until they are let go. */
    float[] x;
    int xAt;

    /** Whether a product above applies {@link #derivative}. */
    boolean derived;

    private final List<Parameter> parameters;
    private int dXHalf;
    private int dYHalf;

    LayerPass(Workspace work, Layer layer) {
        this.work = work;
        this.inputs = layer.inputs();
        this.outputs = layer.outputs();
        this.parameters = layer.parameters();
        this.yAt = work.takeRows(outputs);
    }

    /** Y of the batch whose inputs these are; they are read again by {@link #backward}. */
    final void forward(float[] x, int xAt) {
        this.x = x;
        this.xAt = xAt;
        forward();
    }

    /** Y from {@link #x}. */
    abstract void forward();

    /**
     * Gradients of the parameters from dY, and dX.
     *
     * @param toInputs whether dX is wanted; parameters are updated after they were used for it
     */
    abstract void backward(boolean toInputs);

    /**
     * What turns a block of dY into a block of what {@link #backward} starts with, in place; null
     * where there is nothing of the kind.
     */
    Sgemm.Epilogue derivative() {
        return null;
    }

    /** Whether dX depends on the inputs, so that it cannot be had once they were let go. */
    boolean needsInputs() {
        return false;
    }

    /** Told of the pass below, which gives {@link #x}; null for a network's first layer. */
    void follow(LayerPass below) {}

    /**
     * Chooses the half of dY.
     *
     * @param dXHalf the half of dX
     * @return that of dY
     */
    final int place(int dXHalf) {
        this.dXHalf = dXHalf;
        this.dYHalf = halfOfOutputs(dXHalf);
        return dYHalf;
    }

    /** In place, unless a pass says otherwise. */
    int halfOfOutputs(int dXHalf) {
        return dXHalf;
    }

    /** Where dY starts in the slopes. */
    final int dYAt() {
        return work.half(dYHalf);
    }

    /** Where dX starts in the slopes. */
    final int dXAt() {
        return work.half(dXHalf);
    }

    /**
     * Second door: the parts of the parameters that {@link NetworkPass#update} goes over whole. All
     * of the layer's, unless a pass says otherwise.
     */
    void addRanges(List<UpdateRange> ranges) {
        for (Parameter parameter : parameters) {
            ranges.add(UpdateRange.of(parameter, work.updateOf(parameter)));
        }
    }

    /** Second door: updates what is not in the ranges, from the gradients in the workspace. */
    void updateRest(float[] gradients, float[] state) {}

    /** Lets the inputs go. */
    void release() {
        x = null;
    }
}
