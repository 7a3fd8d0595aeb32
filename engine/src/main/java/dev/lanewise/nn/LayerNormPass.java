package dev.lanewise.nn;

import dev.lanewise.kernel.LayerNormKernel;

/** A {@link LayerNorm}, forward and backward; rows are shared out. */
final class LayerNormPass extends NormPass {
    private final LayerNormKernel norm;
    private final float epsilon;
    private final int deviationsAt;
    private final Share forwardShare;
    private final Share inputShare;

    LayerNormPass(Workspace work, LayerNorm layer) {
        this(work, layer, work.kernels.layerNorm());
    }

    private LayerNormPass(Workspace work, LayerNorm layer, LayerNormKernel norm) {
        super(work, layer, norm);
        this.norm = norm;
        this.epsilon = (float) layer.epsilon();
        this.deviationsAt = work.take(work.maxRows);
        this.forwardShare = new Share(work.team, 1, this::normalize);
        this.inputShare = new Share(work.team, 1, this::inputGradientOfRows);
    }

    @Override
    void forward() {
        forwardShare.run(work.rows, outputs);
    }

    private void normalize(int from, int to) {
        int at = from * outputs;
        norm.forward(
                work.values, yAt + at, work.values, normalizedAt + at, work.values,
                deviationsAt + from, x, xAt + at, work.parameters(), scaleOffset, shiftOffset,
                to - from, outputs, epsilon);
    }

    @Override
    void inputGradient() {
        inputShare.run(work.rows, outputs);
    }

    private void inputGradientOfRows(int from, int to) {
        int at = from * outputs;
        int slope = dYAt() + at;
        norm.inputGradient(
                work.slopes, slope, work.slopes, slope, work.values, normalizedAt + at,
                work.values, deviationsAt + from, work.parameters(), scaleOffset, to - from,
                outputs);
    }
}
