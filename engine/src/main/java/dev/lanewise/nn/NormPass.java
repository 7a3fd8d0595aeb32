package dev.lanewise.nn;

import dev.lanewise.kernel.NormalizationKernel;
import dev.lanewise.kernel.UpdateKernel;

/** What {@link LayerNormPass} and {@link BatchNormPass} have in common: γ, β and their gradients. */
abstract class NormPass extends LayerPass {
    /** Where γ starts in the parameters. */
    final int scaleOffset;

    /** Where β starts in the parameters. */
    final int shiftOffset;

    /** Where the normalized values start in the workspace's values. */
    final int normalizedAt;

    /** dγ, then dβ. */
    final float[] dParameters;

    private final NormalizationKernel norm;
    private final UpdateKernel scaleUpdate;
    private final UpdateKernel shiftUpdate;
    private final Share parameterShare;

    NormPass(Workspace work, Layer layer, NormalizationKernel norm) {
        super(work, layer);
        Parameter scale = layer.parameters().getFirst();
        Parameter shift = layer.parameters().getLast();
        this.norm = norm;
        this.scaleOffset = scale.offset();
        this.shiftOffset = shift.offset();
        this.scaleUpdate = work.updateOf(scale);
        this.shiftUpdate = work.updateOf(shift);
        this.normalizedAt = work.takeRows(outputs);
        this.parameterShare = new Share(work.team, 16, this::parameterGradients);
        this.dParameters = new float[2 * outputs];
    }

    @Override
    void backward(boolean toInputs) {
        parameterShare.run(outputs, work.rows);
        if (toInputs) {
            inputGradient();
        }
        work.accept(scaleUpdate, scaleOffset, dParameters, 0, outputs);
        work.accept(shiftUpdate, shiftOffset, dParameters, outputs, outputs);
    }

    private void parameterGradients(int from, int to) {
        norm.parameterGradients(
                dParameters, from, outputs + from, work.slopes, dYAt() + from, work.values,
                normalizedAt + from, outputs, work.rows, to - from, false);
    }

    /** dX from dY in place, with {@link #dParameters} of this batch. */
    abstract void inputGradient();
}
