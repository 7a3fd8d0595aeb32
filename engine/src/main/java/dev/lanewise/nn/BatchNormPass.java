package dev.lanewise.nn;

import dev.lanewise.kernel.BatchNormKernel;

/** A {@link BatchNorm} in training, forward and backward; columns are shared out. */
final class BatchNormPass extends NormPass {
    private final BatchNorm layer;
    private final BatchNormKernel norm;
    private final int meanAt;
    private final int varianceAt;
    private final int deviationsAt;
    private final Share forwardShare;
    private final Share inputShare;

    BatchNormPass(Workspace work, BatchNorm layer) {
        this(work, layer, work.kernels.batchNorm());
    }

    private BatchNormPass(Workspace work, BatchNorm layer, BatchNormKernel norm) {
        super(work, layer, norm);
        this.layer = layer;
        this.norm = norm;
        this.meanAt = work.take(outputs);
        this.varianceAt = work.take(outputs);
        this.deviationsAt = work.take(outputs);
        this.forwardShare = new Share(work.team, 16, this::normalize);
        this.inputShare = new Share(work.team, 16, this::inputGradientOfColumns);
    }

    @Override
    void forward() {
        forwardShare.run(outputs, work.rows);
    }

    private void normalize(int from, int to) {
        float[] values = work.values;
        int columns = to - from;
        norm.statistics(
                values, meanAt + from, values, varianceAt + from, x, xAt + from, outputs,
                work.rows, columns);
        norm.normalize(
                values, yAt + from, values, normalizedAt + from, values, deviationsAt + from, x,
                xAt + from, values, meanAt + from, values, varianceAt + from, work.parameters(),
                scaleOffset + from, shiftOffset + from, outputs, work.rows, columns,
                (float) layer.epsilon());
    }

    @Override
    void backward(boolean toInputs) {
        super.backward(toInputs);
        if (work.track) {
            track();
        }
    }

    @Override
    void inputGradient() {
        inputShare.run(outputs, work.rows);
    }

    private void inputGradientOfColumns(int from, int to) {
        int slope = dYAt() + from;
        norm.inputGradient(
                work.slopes, slope, work.slopes, slope, work.values, normalizedAt + from,
                work.values, deviationsAt + from, work.parameters(), scaleOffset + from,
                dParameters, from, outputs + from, outputs, work.rows, to - from);
    }

    /** Moves the running values that predictions use. */
    private void track() {
        float momentum = (float) layer.momentum();
        int rows = work.rows;
        float unbiased = rows == 1 ? 1f : rows / (rows - 1f);
        norm.track(
                work.buffers(), layer.meanOffset(), work.values, meanAt, outputs, momentum, 1f);
        norm.track(
                work.buffers(), layer.varianceOffset(), work.values, varianceAt, outputs,
                momentum, unbiased);
    }
}
