package dev.lanewise.nn;

import dev.lanewise.kernel.ArraySweeps;
import java.util.List;

/** A {@link Residual} block, forward and backward. */
final class ResidualPass extends LayerPass {
    private final SequencePass block;
    private final ArraySweeps sweeps;

    /** Where dY is kept while the block goes backward. */
    private final int aroundAt;

    private final Share forwardShare;
    private final Share backwardShare;

    ResidualPass(Workspace work, Residual layer) {
        super(work, layer);
        this.block = new SequencePass(work, layer.block());
        this.sweeps = work.kernels.arraySweeps();
        this.aroundAt = work.takeRows(outputs);
        this.forwardShare = new Share(work.team, 1, this::sum);
        this.backwardShare = new Share(work.team, 1, this::sumOfGradients);
    }

    @Override
    int halfOfOutputs(int dXHalf) {
        return block.place(dXHalf);
    }

    @Override
    boolean needsInputs() {
        return block.needsInputs();
    }

    @Override
    void forward() {
        block.forward(x, xAt);
        forwardShare.run(work.rows, outputs);
    }

    /** Y = F + X, apart from F, whose last layer may need it for its derivative. */
    private void sum(int from, int to) {
        int at = from * outputs;
        int n = (to - from) * outputs;
        System.arraycopy(work.values, block.last().yAt + at, work.values, yAt + at, n);
        sweeps.add(work.values, yAt + at, x, xAt + at, n);
    }

    @Override
    void backward(boolean toInputs) {
        if (toInputs) {
            System.arraycopy(work.slopes, dYAt(), work.values, aroundAt, work.rows * outputs);
        }
        block.backward(toInputs);
        if (toInputs) {
            backwardShare.run(work.rows, outputs);
        }
    }

    private void sumOfGradients(int from, int to) {
        int at = from * outputs;
        int n = (to - from) * outputs;
        sweeps.add(work.slopes, dXAt() + at, work.values, aroundAt + at, n);
    }

    @Override
    void addRanges(List<UpdateRange> ranges) {
        block.addRanges(ranges);
    }

    @Override
    void release() {
        super.release();
        block.release();
    }
}
