package dev.lanewise.nn;

import dev.lanewise.kernel.BatchNormKernel;
import dev.lanewise.kernel.UpdateKernel;
import java.util.List;

/** A {@link BatchNorm} in training, forward and backward; columns are shared out. */
final class BatchNormPass extends LayerPass {
    private final BatchNorm layer;
    private final BatchNormKernel norm;
    private final UpdateKernel scaleUpdate;
    private final UpdateKernel shiftUpdate;
    private final int normalizedAt;
    private final int meanAt;
    private final int varianceAt;
    private final int deviationsAt;
    private final Share forwardShare;
    private final Share parameterShare;
    private final Share inputShare;

    /** dγ, then dβ. */
    private final float[] dParameters;

    BatchNormPass(Workspace work, BatchNorm layer) {
        super(work, layer);
        this.layer = layer;
        this.norm = work.kernels.batchNorm();
        this.scaleUpdate = work.updateOf(layer.parameters().getFirst());
        this.shiftUpdate = work.updateOf(layer.parameters().getLast());
        this.normalizedAt = work.takeRows(outputs);
        this.meanAt = work.take(outputs);
        this.varianceAt = work.take(outputs);
        this.deviationsAt = work.take(outputs);
        this.forwardShare = new Share(work.team, 16, this::normalize);
        this.parameterShare = new Share(work.team, 16, this::parameterGradients);
        this.inputShare = new Share(work.team, 16, this::inputGradient);
        this.dParameters = new float[2 * outputs];
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
                layer.scaleOffset() + from, layer.shiftOffset() + from, outputs, work.rows,
                columns, (float) layer.epsilon());
    }

    @Override
    void backward(boolean toInputs) {
        parameterShare.run(outputs, work.rows);
        if (toInputs) {
            inputShare.run(outputs, work.rows);
        }
        if (work.track) {
            track();
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
        int slope = dYAt() + from;
        norm.inputGradient(
                work.slopes, slope, work.slopes, slope, work.values, normalizedAt + from,
                work.values, deviationsAt + from, work.parameters(), layer.scaleOffset() + from,
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

    @Override
    void addRanges(List<UpdateRange> ranges) {
        ranges.add(UpdateRange.of(layer.parameters().getFirst(), scaleUpdate));
        ranges.add(UpdateRange.of(layer.parameters().getLast(), shiftUpdate));
    }
}
