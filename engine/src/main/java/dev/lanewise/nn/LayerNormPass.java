package dev.lanewise.nn;

import dev.lanewise.kernel.LayerNormKernel;
import dev.lanewise.kernel.UpdateKernel;
import java.util.List;

/** A {@link LayerNorm}, forward and backward. */
final class LayerNormPass extends LayerPass {
    private final LayerNorm layer;
    private final LayerNormKernel norm;
    private final UpdateKernel scaleUpdate;
    private final UpdateKernel shiftUpdate;
    private final int normalizedAt;
    private final int deviationsAt;
    private final Share forwardShare;
    private final Share parameterShare;
    private final Share inputShare;

    /** dγ, then dβ. */
    private final float[] dParameters;

    LayerNormPass(Workspace work, LayerNorm layer) {
        super(work, layer);
        this.layer = layer;
        this.norm = work.kernels.layerNorm();
        this.scaleUpdate = work.updateOf(layer.parameters().getFirst());
        this.shiftUpdate = work.updateOf(layer.parameters().getLast());
        this.normalizedAt = work.takeRows(outputs);
        this.deviationsAt = work.take(work.maxRows);
        this.forwardShare = new Share(work.team, 1, this::normalize);
        this.parameterShare = new Share(work.team, 16, this::parameterGradients);
        this.inputShare = new Share(work.team, 1, this::inputGradient);
        this.dParameters = new float[2 * outputs];
    }

    @Override
    void forward() {
        forwardShare.run(work.rows, outputs);
    }

    private void normalize(int from, int to) {
        int at = from * outputs;
        norm.forward(
                work.values, yAt + at, work.values, normalizedAt + at, work.values,
                deviationsAt + from, x, xAt + at, work.parameters(), layer.scaleOffset(),
                layer.shiftOffset(), to - from, outputs, (float) layer.epsilon());
    }

    @Override
    void backward(boolean toInputs) {
        parameterShare.run(outputs, work.rows);
        if (toInputs) {
            inputShare.run(work.rows, outputs);
        }
        work.accept(scaleUpdate, layer.scaleOffset(), dParameters, 0, outputs);
        work.accept(shiftUpdate, layer.shiftOffset(), dParameters, outputs, outputs);
    }

    private void parameterGradients(int from, int to) {
        norm.parameterGradients(
                dParameters, from, outputs + from, work.slopes, dYAt() + from, work.values,
                normalizedAt + from, outputs, work.rows, to - from, false);
    }

    private void inputGradient(int from, int to) {
        int at = from * outputs;
        int slope = dYAt() + at;
        norm.inputGradient(
                work.slopes, slope, work.slopes, slope, work.values, normalizedAt + at,
                work.values, deviationsAt + from, work.parameters(), layer.scaleOffset(),
                to - from, outputs);
    }

    @Override
    void addRanges(List<UpdateRange> ranges) {
        ranges.add(UpdateRange.of(layer.parameters().getFirst(), scaleUpdate));
        ranges.add(UpdateRange.of(layer.parameters().getLast(), shiftUpdate));
    }
}
